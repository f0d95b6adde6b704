import type { MachineDocument } from "@qubix/protocol";

/** What machines have together. */
export interface Hardware {
  machines: number;
  providers: number;
  cores: number;
  memoryMiB: number;
  slots: number;
  freeSlots: number;
  /** Machines by what they run. */
  kinds: Record<string, number>;
  /** Regions that they name, in order. */
  regions: string[];
}

/** The sum of machines that are connected. */
export function hardwareOf(machines: readonly MachineDocument[]): Hardware {
  const online = machines.filter((machine) => machine.online);
  const sum = (of: (machine: MachineDocument) => number) => online.reduce((total, one) => total + of(one), 0);
  const kinds: Record<string, number> = {};
  for (const kind of online.flatMap((machine) => machine.kinds)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    machines: online.length,
    providers: new Set(online.map(({ provider }) => provider)).size,
    cores: sum(({ cores }) => cores),
    memoryMiB: sum(({ memoryMiB }) => memoryMiB),
    slots: sum(({ slots }) => slots),
    freeSlots: sum(({ freeSlots }) => freeSlots),
    kinds,
    regions: [...new Set(online.flatMap(({ region }) => region ?? []))].sort(),
  };
}
