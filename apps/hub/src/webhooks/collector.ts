import type { WebhookRecord } from "@qubix/market";
import type { AccountEvent, JobEventBody } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { merged, messageOf } from "./message-of.ts";

const ENDPOINTS = 100;
const EVENTS = 200;
const ACTIVITY = 1000;

/**
 * Turns events of accounts into deliveries. The accounts' feeds are written with what they tell of, so they are the
 * outbox: nothing is added to the way of a job. Cursor and deliveries move together, so no event is left out or told
 * twice, whenever this process dies.
 */
export class Collector {
  constructor(readonly store: Pick<Store, "webhooks" | "accountFeed">) {}

  /** @returns true when there may be more at once */
  async step(): Promise<boolean> {
    const behind = await this.store.webhooks.withNews(ENDPOINTS);
    let more = behind.length === ENDPOINTS;
    for (const webhook of behind) {
      const events = await this.store.accountFeed.events(webhook.owner, webhook.cursor, EVENTS);
      const last = events.at(-1);
      if (last === undefined) continue;
      await this.store.webhooks.collect(webhook, last.seq, told(events, webhook).map(messageOf));
      more ||= events.length === EVENTS;
    }
    return more;
  }

  /** Log lines and progress, which come too often to be told one by one. */
  async activity(): Promise<void> {
    for (const webhook of await this.store.webhooks.followingActivity()) {
      const types = (["log", "progress"] as const).filter((type) => webhook.events.includes(`job.${type}`));
      const found = await this.store.webhooks.activity(webhook, types, ACTIVITY);
      if (found.length === 0) continue;
      const events = merged(found.map(({ jobKey, ...event }) => ({ key: jobKey, ...event })));
      await this.store.webhooks.collectActivity(webhook.id, found, events.map(messageOf));
    }
  }
}

function told(events: readonly AccountEvent[], { events: types, jobs }: WebhookRecord) {
  return events.flatMap((event) => {
    if (event.type !== "job" || !wants(types, event.body)) return [];
    if (jobs !== undefined && !jobs.includes(event.key)) return [];
    return [{ key: event.key, seq: event.jobSeq, time: event.time, body: event.body }];
  });
}

const wants = (types: readonly string[], body: JobEventBody): boolean => types.includes(`job.${body.type}`);
