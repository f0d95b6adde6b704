import type { Clock, DeliveryRecord, Random, WebhookRecord } from "@qubix/market";
import { type DeliveryAttempt, signWebhook } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { HubConfig } from "../config.ts";
import type { EgressClient } from "../egress/egress-client.ts";
import type { SecretBox } from "../secrets/secret-box.ts";
import { VERSION } from "../version.ts";
import { nextDeliveries } from "./next-deliveries.ts";
import { CIRCUIT_FAILURES, circuitDelay, retryDelay } from "./retry-schedule.ts";

const ENDPOINTS = 200;
const PENDING = 200;
/** Of an answer, this much is kept for the endpoint's owner. */
const RESPONSE_BYTES = 1024;

export interface SenderDeps {
  store: Pick<Store, "webhooks" | "accountFeed" | "transaction">;
  egress: EgressClient;
  secrets: SecretBox;
  clock: Clock;
  random: Random;
  config: HubConfig["webhooks"];
  log: Logger;
  /** An attempt ended. */
  onAttempt(ok: boolean, durationMs: number): void;
}

/**
 * Sends what is due. Each endpoint has a few places of its own and, after failures in a row, is only probed from time to
 * time, so that a receiver that is slow or gone takes nothing from the others.
 */
export class Sender {
  /** Jobs (or deliveries, where order does not matter) on their way, by endpoint. */
  readonly #busy = new Map<string, Map<number, string>>();
  readonly #running = new Set<Promise<void>>();

  constructor(
    readonly deps: SenderDeps,
    /** Something ended: there may be more to do. */
    readonly onFree: () => void,
  ) {}

  /** Starts as many deliveries as there are places for: one step at a time. @returns how many */
  async step(): Promise<number> {
    const { store, clock, config } = this.deps;
    let started = 0;
    for (const webhook of await store.webhooks.ready(clock.now(), ENDPOINTS)) {
      const places = Math.min(config.concurrency - this.#running.size, this.#placesOf(webhook));
      if (places <= 0) continue;
      // As it is before the question: a delivery that ends meanwhile may still be pending in the answer.
      const busy = new Map(this.#busy.get(webhook.id));
      const pending = (await store.webhooks.pending(webhook.id, PENDING)).filter(({ id }) => !busy.has(id));
      const next = nextDeliveries(pending, new Set(busy.values()), clock.now(), places);
      for (const delivery of next) this.#start(webhook, delivery);
      started += next.length;
    }
    return started;
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #placesOf({ id, failures }: WebhookRecord): number {
    const places = failures >= CIRCUIT_FAILURES ? 1 : this.deps.config.perEndpoint;
    return places - (this.#busy.get(id)?.size ?? 0);
  }

  #start(webhook: WebhookRecord, delivery: DeliveryRecord): void {
    const busy = this.#busy.get(webhook.id) ?? new Map<number, string>();
    this.#busy.set(webhook.id, busy.set(delivery.id, delivery.ordered ? (delivery.jobKey ?? "") : ""));
    const running = this.#deliver(webhook, delivery)
      .catch((error) => {
        this.deps.log.error("a webhook could not be looked after", { webhook: webhook.id, error: String(error) });
      })
      .finally(() => {
        busy.delete(delivery.id);
        if (busy.size === 0) this.#busy.delete(webhook.id);
        this.#running.delete(running);
        this.onFree();
      });
    this.#running.add(running);
  }

  async #deliver(webhook: WebhookRecord, delivery: DeliveryRecord): Promise<void> {
    const { store, clock, random, config } = this.deps;
    const attempt = await this.#attempt(webhook, delivery);
    const ok = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
    this.deps.onAttempt(ok, attempt.durationMs);
    if (ok) return store.webhooks.recordSuccess(delivery, attempt);
    const dueAt = clock.now() + retryDelay(delivery.tries + 1, random);
    const rest = (failures: number) => circuitDelay(failures, random);
    const after = await store.webhooks.recordFailure(delivery, attempt, dueAt, rest);
    const since = after?.failingSince;
    if (since !== undefined && clock.now() - since >= config.disableAfterMs) await this.#disable(webhook, since);
  }

  async #attempt(webhook: WebhookRecord, { message, body }: DeliveryRecord): Promise<DeliveryAttempt> {
    const { egress, clock, config } = this.deps;
    const at = clock.now();
    const begin = clock.monotonic();
    const lasted = () => Math.max(0, Math.round(clock.monotonic() - begin));
    const timestamp = Math.floor(at / 1000);
    try {
      const headers = {
        "content-type": "application/json",
        "user-agent": `qubix-hub/${VERSION}`,
        "webhook-id": message,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": this.#secretsOf(webhook)
          .map((secret) => signWebhook(secret, message, timestamp, body))
          .join(" "),
      };
      const request = { method: "POST", url: webhook.url, headers, body, timeoutMs: config.timeoutMs } as const;
      const answer = await egress.send({ ...request, maxBytes: RESPONSE_BYTES });
      return { at, durationMs: lasted(), status: answer.status, response: readable(answer.body) };
    } catch (error) {
      return { at, durationMs: lasted(), response: error instanceof Error ? error.message : String(error) };
    }
  }

  #secretsOf({ id, secret, previousSecret, previousUntil }: WebhookRecord): Uint8Array[] {
    const overlaps = previousSecret !== undefined && (previousUntil ?? 0) > this.deps.clock.now();
    return (overlaps ? [secret, previousSecret] : [secret]).map((sealed) => this.deps.secrets.open(id, sealed));
  }

  async #disable({ id, owner, url }: WebhookRecord, since: number): Promise<void> {
    await this.deps.store.transaction(async (within) => {
      const current = await within.webhooks.get(id);
      if (current?.state !== "active") return;
      await within.webhooks.update(id, { state: "disabled" });
      await within.accountFeed.notify(owner, { type: "webhook-disabled", id, since });
    });
    this.deps.log.info("a webhook was disabled: nothing came through for days", {
      webhook: id,
      host: new URL(url).host,
    });
  }
}

/** What a database takes as text, whatever the receiver sent. */
function readable(body: Buffer): string {
  return body.toString("utf8").replaceAll("\0", "\ufffd");
}
