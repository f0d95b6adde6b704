import type { FileSystem } from "./file-system.ts";
import type { GuestMemory } from "./guest-memory.ts";
import type { OpenFiles } from "./open-files.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What the WASI functions of one run work on. */
export type WasiContext = {
  memory: GuestMemory;
  files: OpenFiles;
  fileSystem: FileSystem;
  clock: VirtualClock;
  random: SeededRandom;
  /** NUL-terminated arguments and NAME=value pairs. */
  arguments: Uint8Array[];
  environment: Uint8Array[];
  /** Takes fuel for work done by the host; throws when it is used up. */
  charge(units: number): void;
  log(stream: "stdout" | "stderr", bytes: Uint8Array): void;
};

/** The program called proc_exit. */
export class ProgramExit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}
