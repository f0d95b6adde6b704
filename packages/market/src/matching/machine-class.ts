import { agreeProtocol, type JobKind, type MachineDescription, PROTOCOL } from "@qubix/protocol";
import type { PreparedDemand } from "./check-offer.ts";
import { REASON_BIT } from "./reason-bits.ts";

export const KIND_BIT: Record<JobKind, number> = { wasm: 1, onnx: 2 };

/** What machines can do: the same for many, and looked at once for all of them. */
export interface MachineClass {
  speaks: boolean;
  kinds: number;
  memoryMiB: number;
  region: string | undefined;
  runtimes: ReadonlySet<string>;
}

/** Machines with the same key can do the same. */
export function classKey(description: MachineDescription): string {
  const { kinds, memoryMiB, region, runtimes, protocol, oldestProtocol } = description;
  return JSON.stringify([[...kinds].sort(), memoryMiB, region, [...runtimes].sort(), protocol, oldestProtocol]);
}

export function classOfMachine(description: MachineDescription): MachineClass {
  const { kinds, memoryMiB, region, runtimes, protocol, oldestProtocol = protocol } = description;
  return {
    speaks: agreeProtocol(PROTOCOL, { oldest: oldestProtocol, newest: protocol }) !== undefined,
    kinds: kinds.reduce((bits, kind) => bits | KIND_BIT[kind], 0),
    memoryMiB,
    region,
    runtimes: new Set(runtimes),
  };
}

/** The reasons that lie in what a machine can do at all. */
export function checkClass(machine: MachineClass, demand: PreparedDemand): number {
  let bits = 0;
  if (!machine.speaks) bits |= REASON_BIT["version-mismatch"];
  if ((machine.kinds & demand.kind) === 0) bits |= REASON_BIT["kind-unsupported"];
  if (demand.runtime !== undefined && !machine.runtimes.has(demand.runtime)) bits |= REASON_BIT["runtime-missing"];
  if (machine.memoryMiB < demand.memoryMiB) bits |= REASON_BIT["memory-too-small"];
  if (demand.region !== undefined && machine.region !== demand.region) bits |= REASON_BIT["region-differs"];
  return bits;
}
