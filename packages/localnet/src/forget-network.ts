import { rmSync } from "node:fs";
import { join } from "node:path";

/** Everything that a network keeps in its folder. */
const KEPT = ["keys", "logs", "chain", "hub", "agents", "network.json", "genesis.json"];

/** Deletes the network of a folder, keys and all; whatever else lies in the folder stays. */
export function forgetNetwork(folder: string): void {
  for (const name of KEPT) rmSync(join(folder, name), { recursive: true, force: true });
}
