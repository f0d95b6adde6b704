import { createInterface } from "node:readline";
import { HubClient } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { LiveHub } from "../../apps/hub/test/live-hub.ts";

/**
 * A real hub for tests in Python: prints one line of JSON with its address and people who have API keys, and runs until
 * its input ends.
 */
const hub = await LiveHub.start();
const person = async () => {
  const keyPair = keyPairFromSeed(createSeed());
  const client = new HubClient({ url: hub.url, network: "devnet", keyPair });
  const scopes = ["models:write", "blobs:write", "jobs:read"] as const;
  const { key } = await client.call("createApiKey", { body: { name: "tools", scopes: [...scopes] } });
  const reader = await client.call("createApiKey", { body: { name: "reader", scopes: ["jobs:read"] } });
  return { identity: keyPair.identity, token: key, reader: reader.key };
};
console.log(JSON.stringify({ url: hub.url, ada: await person(), bob: await person() }));
for await (const _ of createInterface({ input: process.stdin }));
await hub.close();
