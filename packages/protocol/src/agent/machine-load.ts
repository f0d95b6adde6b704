import { z } from "zod";

/** How busy a machine is as a whole, whatever keeps it busy. */
export const MachineLoad = z.strictObject({
  /** Share of its processors' time in use since the heartbeat before, 0 to 1. */
  cpu: z.number().min(0).max(1),
  /** Memory that is in use, of `memoryMiB` in the machine's description. */
  memoryMiB: z
    .int()
    .min(0)
    .max(2 ** 31),
});
export type MachineLoad = z.infer<typeof MachineLoad>;
