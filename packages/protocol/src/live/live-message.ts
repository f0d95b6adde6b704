import { z } from "zod";
import { Problem } from "../errors/problem.ts";
import { Hex32 } from "../schema/primitives.ts";
import { JobEvent, NetworkEvent } from "./job-event.ts";

const network = z.literal("network");
const job = z.literal("job");
const subscribe = z.literal("subscribe");
const unsubscribe = z.literal("unsubscribe");

/** What a client sends over `/api/v1/live`. `from` is the last sequence it has seen; 0 gets all. */
export const LiveRequest = z.discriminatedUnion("type", [
  z.discriminatedUnion("channel", [
    z.strictObject({ type: subscribe, channel: network }),
    z.strictObject({ type: subscribe, channel: job, key: Hex32, from: z.int().min(0) }),
  ]),
  z.discriminatedUnion("channel", [
    z.strictObject({ type: unsubscribe, channel: network }),
    z.strictObject({ type: unsubscribe, channel: job, key: Hex32 }),
  ]),
  z.strictObject({ type: z.literal("ping") }),
]);
export type LiveRequest = z.infer<typeof LiveRequest>;

/** What the hub sends. */
export const LiveMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("subscribed"), channel: z.enum(["network", "job"]), key: Hex32.optional() }),
  z.object({ type: z.literal("job-event"), key: Hex32, event: JobEvent }),
  z.object({ type: z.literal("network-event"), event: NetworkEvent }),
  z.object({ type: z.literal("problem"), problem: Problem }),
  z.object({ type: z.literal("pong") }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;
