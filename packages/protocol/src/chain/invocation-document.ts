import { z } from "zod";
import { Hex32, JobKey, Uint16, Uint32, Uint64Text } from "../schema/primitives.ts";

/** An invocation of the computors that this hub holds the bundle of: 451 of them signed the root of a batch. */
export const InvocationDocument = z.object({
  /** The network's number of the invocation. */
  id: Uint64Text,
  epoch: Uint16,
  /** In which the contract asked for it. */
  tick: Uint32,
  /** The contract's number of the batch. */
  batch: Uint32,
  root: Hex32,
  /** Computors whose signatures the bundle carries. */
  signatures: z.int().min(0).max(676),
  /** Jobs of this hub with an assignment in the batch, those of them that you may read. */
  jobs: z.array(z.object({ key: JobKey, attempt: Uint32 })),
});
export type InvocationDocument = z.infer<typeof InvocationDocument>;
