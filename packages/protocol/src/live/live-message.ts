import { z } from "zod";
import { Problem } from "../errors/problem.ts";
import { Hex32, Identity } from "../schema/primitives.ts";
import { AccountEvent } from "./account-event.ts";
import { JobEvent } from "./job-event.ts";
import { NetworkEvent } from "./network-event.ts";

/** The number of an event that was seen: what follows it is wanted. 0 asks for everything. */
const From = z.int().min(0);

/** What can be subscribed to, and from where on. */
export const LiveChannel = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("network") }),
  z.strictObject({ channel: z.literal("job"), key: Hex32 }),
  z.strictObject({ channel: z.literal("account"), identity: Identity }),
]);
export type LiveChannel = z.infer<typeof LiveChannel>;

const subscribe = z.literal("subscribe");
const unsubscribe = z.literal("unsubscribe");
const [network, job, account] = LiveChannel.options;

/** What a client sends over `/api/v1/live`. Without `from`: from now on. */
export const LiveRequest = z.discriminatedUnion("type", [
  z.discriminatedUnion("channel", [
    network.extend({ type: subscribe, from: From.optional() }),
    job.extend({ type: subscribe, from: From.optional() }),
    account.extend({ type: subscribe, from: From.optional() }),
  ]),
  z.discriminatedUnion("channel", [
    network.extend({ type: unsubscribe }),
    job.extend({ type: unsubscribe }),
    account.extend({ type: unsubscribe }),
  ]),
  z.strictObject({ type: z.literal("ping") }),
]);
export type LiveRequest = z.infer<typeof LiveRequest>;

/** Names the subscription that a message is about. */
const about = {
  channel: z.enum(["network", "job", "account"]),
  key: Hex32.optional(),
  identity: Identity.optional(),
};

/** What the hub sends, over WebSocket and as the data of server-sent events. */
export const LiveMessage = z.discriminatedUnion("type", [
  /** Events after number `from` follow. */
  z.object({ type: z.literal("subscribed"), ...about, from: From }),
  z.object({ type: z.literal("job-event"), key: Hex32, event: JobEvent }),
  z.object({ type: z.literal("account-event"), identity: Identity, event: AccountEvent }),
  /** `seq` grows; it belongs to the process that sent it. */
  z.object({ type: z.literal("network-event"), seq: z.int().min(1), event: NetworkEvent }),
  /**
   * What you asked for is not kept any more, or was never here: read the state again over HTTP. Events after number `from` follow.
   */
  z.object({ type: z.literal("reset"), ...about, from: From }),
  /** With a channel: that subscription has ended, or did not begin. */
  z.object({ type: z.literal("problem"), problem: Problem, ...about, channel: about.channel.optional() }),
  /** The hub is going away: connect again after this time, and go on from the last number. */
  z.object({ type: z.literal("closing"), retryMs: z.int().min(0) }),
  z.object({ type: z.literal("pong") }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;
