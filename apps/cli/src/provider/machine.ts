import { availableParallelism, totalmem } from "node:os";

/** What this machine has. */
export interface Machine {
  cores: number;
  memoryMiB: number;
}

/** A run gets up to 256 MiB unless its job says otherwise, and its process needs as much again. */
const MEMORY_OF_RUN_MIB = 512;
/** Half of the memory stays for whoever works at the machine. */
const SHARE = 0.5;
const MOST = 64;

/** Cores and memory of this machine, as its operating system grants them. */
export function measureMachine(): Machine {
  return { cores: availableParallelism(), memoryMiB: Math.floor(totalmem() / 2 ** 20) };
}

/** How many runs side by side suit a machine: one for each core, as far as half of the memory goes. */
export function slotsOf({ cores, memoryMiB }: Machine): number {
  return Math.max(1, Math.min(cores, Math.floor((memoryMiB * SHARE) / MEMORY_OF_RUN_MIB), MOST));
}
