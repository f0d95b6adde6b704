/**
 * A provider that runs nothing. It speaks an agent's protocol, takes what it is offered, waits a little as if it
 * worked, and commits to a result that it made up. The quorum finds it out, and its stake pays.
 * Usage: tsx main.ts --hub URL --node HOST:PORT --contract INDEX --network ID --offset TICKS --seed-file FILE
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { HubClient } from "@qubix/client";
import { contractReader, NO_PROVIDER, query } from "@qubix/contract";
import { type Offer, PROTOCOL_VERSION } from "@qubix/protocol";
import { keyPairFromSeed, TcpClient } from "@qubix/qubic";
import { lieAbout } from "./lie-about.ts";

const { values } = parseArgs({
  options: {
    hub: { type: "string" },
    node: { type: "string" },
    contract: { type: "string" },
    network: { type: "string" },
    offset: { type: "string" },
    "seed-file": { type: "string" },
  },
});

const keyPair = keyPairFromSeed(readFileSync(values["seed-file"]!, "utf8").trim());
const [host, port] = values.node!.split(":");
const node = new TcpClient({ host: host!, port: Number(port) });
const contractIndex = Number(values.contract);
const hub = new HubClient({ url: values.hub!, network: values.network!, keyPair });

const registered = await query.getProvider(contractReader(node, contractIndex), {
  identity: keyPair.publicKey,
  provider: NO_PROVIDER,
});
const machine = {
  id: "liar",
  cores: 2,
  memoryMiB: 4096,
  kinds: ["wasm" as const],
  runtimes: [],
  slots: 1,
  version: "0.1.0",
  protocol: PROTOCOL_VERSION,
};
const welcome = await hub.call("agentHello", { body: { provider: registered.provider, machine } });
process.stdout.write(`${JSON.stringify({ ready: true, provider: registered.provider })}\n`);

const running = new Map<string, Offer>();
const taken = new Set<string>();
setInterval(() => void beat().catch(report), welcome.heartbeatMs);

for (let cursor = welcome.cursor; ; ) {
  const query = { machine: machine.id, after: cursor, wait: 5_000 };
  const page = await hub.call("agentOffers", { query }).catch(report);
  for (const offer of page?.offers ?? []) void take(offer).catch(report);
  cursor = page?.cursor ?? cursor;
}

async function take(offer: Offer): Promise<void> {
  const id = `${offer.jobKey}/${offer.attempt}`;
  if (taken.has(id)) return;
  taken.add(id);
  running.set(id, offer);
  const owner = registered.record.owner;
  await lieAbout(offer, { hub, node, contractIndex, keyPair, owner, tickOffset: Number(values.offset) });
  running.delete(id);
}

/** Says that all is well. */
async function beat(): Promise<void> {
  const attempts = [...running.values()].map(({ jobKey, attempt }) => ({ jobKey, attempt, phase: "running" as const }));
  const { provider } = registered;
  await hub.call("agentHeartbeats", { body: { provider, machine: machine.id, freeSlots: 1, attempts } });
}

function report(error: Error): undefined {
  process.stderr.write(`${error.stack}\n`);
}
