import type { LiveChannel, LiveRequest } from "@qubix/protocol";

/** The channel that a request names. */
export function channelOf(request: Exclude<LiveRequest, { type: "ping" }>): LiveChannel {
  const { channel } = request;
  if (channel === "job") return { channel, key: request.key };
  return channel === "account" ? { channel, identity: request.identity } : { channel };
}
