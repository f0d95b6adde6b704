import { z } from "zod";
import { JobState } from "../job/job-state.ts";
import { Hex32, Uint16, Uint32 } from "../schema/primitives.ts";

const count = z.int().min(0);

/** What happens on the network, as this hub sees it. Some may be left out: it tells what is new, not what has been. */
export const NetworkEvent = z.discriminatedUnion("type", [
  /** The current tick; those between two of these events are left out. */
  z.object({ type: z.literal("tick"), epoch: Uint16, tick: Uint32 }),
  /** No tick has come for a while. */
  z.object({ type: z.literal("halted"), tick: Uint32 }),
  /** A public job is in another state now; `previous` is missing for a new one. */
  z.object({ type: z.literal("job"), key: Hex32, state: JobState, previous: JobState.optional() }),
  /** All jobs of the hub since the last such event, private ones too; `omitted` of their changes were not told. */
  z.object({ type: z.literal("jobs"), created: count, settled: count, ended: count, omitted: count }),
]);
export type NetworkEvent = z.infer<typeof NetworkEvent>;
