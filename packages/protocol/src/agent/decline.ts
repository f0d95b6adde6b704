import { z } from "zod";
import { DeclineReason } from "../job/attempt-state.ts";

/** `POST /agent/attempts/:key/:attempt/decline`: why an agent gives an attempt back. */
export const Decline = z.strictObject({ reason: DeclineReason });
export type Decline = z.infer<typeof Decline>;
