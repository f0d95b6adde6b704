import { z } from "zod";
import { Uint32 } from "../schema/primitives.ts";

/** What a hub's database says otherwise than the contract. */
export const Difference = z.object({
  what: z.enum(["job", "attempt", "waiting", "provider", "hub", "model"]),
  /** Job key, `key/attempt`, or slot. */
  id: z.string(),
  field: z.string(),
  /** In the database; missing when it has nothing of it. */
  here: z.string().optional(),
  /** In the contract; missing when it has nothing of it. */
  chain: z.string().optional(),
});
export type Difference = z.infer<typeof Difference>;

/** What a comparison of database and contract found, and what is left after the repair. */
export const ReconcileReport = z.object({
  /** The contract's tick when the comparison began. */
  tick: Uint32,
  /** Tick up to which events were projected then. */
  projectedTick: Uint32.optional(),
  found: z.array(Difference),
  /** What the repair did not remove; the same as `found` when nothing was to be repaired. */
  left: z.array(Difference),
  /** Side effects that are open and were handed to the queue anew. */
  effects: z.int().min(0),
});
export type ReconcileReport = z.infer<typeof ReconcileReport>;
