import { type LiveChannel, LiveMessage } from "@qubix/protocol";

/**
 * What a follower hears: `subscribed` each time a connection was made, the channel's events, and `reset` when some are
 * gone for good: then the state has to be read again.
 */
export type LiveNews = Extract<
  LiveMessage,
  { type: "subscribed" | "reset" | "job-event" | "account-event" | "network-event" }
>;

/** A message as it came: understood, or of a later version of the protocol (then only its number counts), or nonsense. */
export type Received =
  | { kind: "message"; message: LiveMessage }
  | { kind: "unknown"; name: string; seq: number }
  | { kind: "nonsense" };

/** Reads a message of the hub. */
export function readLiveMessage(text: string): Received {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "nonsense" };
  }
  const parsed = LiveMessage.safeParse(value);
  if (parsed.success) return { kind: "message", message: parsed.data };
  const { type, key, identity, event } = value as { [K in "type" | "key" | "identity" | "event"]?: unknown };
  const seq = (event as { seq?: unknown } | undefined)?.seq;
  if (typeof seq !== "number") return { kind: "nonsense" };
  if (type === "job-event") return { kind: "unknown", name: `job:${key}`, seq };
  return type === "account-event" ? { kind: "unknown", name: `account:${identity}`, seq } : { kind: "nonsense" };
}

/** The one name of a channel. */
export function channelName(channel: LiveChannel): string {
  if (channel.channel === "network") return "network";
  return channel.channel === "job" ? `job:${channel.key}` : `account:${channel.identity}`;
}

/** The channel that a message is about; undefined when it is about the connection. */
export function nameOfMessage(message: LiveMessage): string | undefined {
  switch (message.type) {
    case "job-event":
      return `job:${message.key}`;
    case "account-event":
      return `account:${message.identity}`;
    case "network-event":
      return "network";
    case "subscribed":
    case "reset":
    case "problem":
      if (message.channel === "job") return `job:${message.key}`;
      return message.channel === "account" ? `account:${message.identity}` : message.channel;
    default:
      return undefined;
  }
}
