import type { NewDelivery } from "@qubix/market";
import type { JobEventBody, WebhookMessage } from "@qubix/protocol";

/** Bytes of a body; an event beyond that is told without its details. */
const MAX_BODY = 65_536;

/** An event of a job, from whichever feed. */
export interface ToldEvent {
  key: string;
  seq: number;
  /** Milliseconds since 1970. */
  time: number;
  body: JobEventBody;
}

/** The message that tells of an event. Its id follows from the event, so the same is never queued twice. */
export function messageOf({ key, seq, time, body }: ToldEvent): NewDelivery {
  const type = `job.${body.type}` as const;
  const messageWith = (event: { event?: JobEventBody }): string => {
    const message: WebhookMessage = { type, timestamp: timestampOf(time), data: { job: key, seq, ...event } };
    return JSON.stringify(message);
  };
  const text = messageWith({ event: body });
  return {
    message: `evt_${key}_${seq}`,
    type,
    jobKey: key,
    ordered: body.type !== "log" && body.type !== "progress",
    body: Buffer.byteLength(text) <= MAX_BODY ? text : messageWith({}),
  };
}

export function pingMessage(webhook: string, id: string, time: number): NewDelivery {
  const message: WebhookMessage = { type: "ping", timestamp: timestampOf(time), data: { webhook } };
  return { message: `ping_${id}`, type: "ping", ordered: false, body: JSON.stringify(message) };
}

/**
 * Log lines and progress come often: all of one attempt since the last time become one event, log lines as one span,
 * progress as its newest.
 */
export function merged(events: readonly ToldEvent[]): ToldEvent[] {
  const byAttempt = new Map<string, ToldEvent>();
  for (const event of events) {
    const { body } = event;
    if (body.type !== "log" && body.type !== "progress") continue;
    const name = `${event.key}:${body.type}:${body.attempt}`;
    const before = byAttempt.get(name)?.body;
    const span =
      body.type === "log" && before?.type === "log" ? { ...body, from: Math.min(before.from, body.from) } : body;
    byAttempt.set(name, { ...event, body: span });
  }
  return [...byAttempt.values()];
}

const timestampOf = (time: number): string => new Date(time).toISOString();
