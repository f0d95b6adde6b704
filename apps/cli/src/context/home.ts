import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where `qubix` keeps wallets and profiles: $QUBIX_HOME, or ~/.qubix. */
export function homeFolder(): string {
  return process.env.QUBIX_HOME || join(homedir(), ".qubix");
}

/** A folder below the home folder, readable by its owner only; made when it is missing. */
export function homeSubfolder(name: string): string {
  const path = join(homeFolder(), name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
