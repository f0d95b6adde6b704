import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { HubClient } from "../hub/hub-client.ts";

/** `download URL DIGEST SIZE FILE` or `upload URL FILE`: a transfer that a test can kill. */
const [what, url = "", ...rest] = process.argv.slice(2);
const hub = new HubClient({ url, network: "devnet", keyPair: keyPairFromSeed(createSeed()) });
if (what === "download") await hub.downloadBlob(rest[0]!, Number(rest[1]), rest[2]!);
else await hub.uploadBlob(rest[0]!);
