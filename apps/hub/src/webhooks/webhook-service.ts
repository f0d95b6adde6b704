import { randomBytes, randomUUID } from "node:crypto";
import type { Clock, DeliveryRecord, ReplayFilter, WebhookPatch, WebhookRecord } from "@qubix/market";
import { formatWebhookSecret, WEBHOOK_EVENT_TYPES, type WebhookSettings } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { HubConfig } from "../config.ts";
import type { EgressClient } from "../egress/egress-client.ts";
import { EgressError } from "../egress/egress-error.ts";
import { Problem } from "../problem.ts";
import type { SecretBox } from "../secrets/secret-box.ts";
import { pingMessage } from "./message-of.ts";

const SECRET_BYTES = 32;
const OVERLAP_SECONDS = 86_400;
/** What comes often must be asked for. */
const USUAL_EVENTS = WEBHOOK_EVENT_TYPES.filter((type) => type !== "job.log" && type !== "job.progress");

export interface WebhookServiceDeps {
  store: Pick<Store, "webhooks">;
  egress: EgressClient;
  secrets: SecretBox;
  clock: Clock;
  config: Pick<HubConfig["webhooks"], "maxPerAccount">;
}

/** An endpoint with the secret that is shown this once. */
export interface WithSecret {
  webhook: WebhookRecord;
  secret: string;
}

/** What accounts do with their endpoints. Another's endpoint is as good as none. */
export class WebhookService {
  constructor(readonly deps: WebhookServiceDeps) {}

  /** @throws Problem URL_REFUSED, TOO_MANY_WEBHOOKS */
  async create(owner: string, settings: WebhookSettings): Promise<WithSecret> {
    await this.#checkUrl(settings.url);
    const id = `wh_${randomBytes(12).toString("hex")}`;
    const secret = this.#newSecret(id);
    const { maxPerAccount } = this.deps.config;
    const record = { id, owner, ...told(settings), secret: secret.sealed };
    const webhook = await this.deps.store.webhooks.insert(record, maxPerAccount);
    if (!webhook) throw new Problem("TOO_MANY_WEBHOOKS", `An account has at most ${maxPerAccount}.`);
    return { webhook, secret: secret.shown };
  }

  list(owner: string): Promise<WebhookRecord[]> {
    return this.deps.store.webhooks.ofOwner(owner);
  }

  /** @throws Problem WEBHOOK_NOT_FOUND */
  async get(owner: string, id: string): Promise<WebhookRecord> {
    const webhook = await this.deps.store.webhooks.get(id);
    if (webhook?.owner !== owner) throw new Problem("WEBHOOK_NOT_FOUND", `You have no webhook ${id}.`);
    return webhook;
  }

  /** @throws Problem WEBHOOK_NOT_FOUND, URL_REFUSED */
  async put(owner: string, id: string, settings: WebhookSettings & { paused: boolean }): Promise<WebhookRecord> {
    const before = await this.get(owner, id);
    if (settings.url !== before.url) await this.#checkUrl(settings.url);
    const { url, description, events, jobs } = told(settings);
    const fresh: WebhookPatch = { failures: 0, failingSince: null, retryAt: null };
    const patch: WebhookPatch = {
      ...{ url, events, description: description ?? null, jobs: jobs ?? null },
      state: settings.paused ? "paused" : "active",
      // A receiver that moved, or that its owner takes up again, begins anew.
      ...(before.state === "disabled" || url !== before.url ? fresh : {}),
    };
    return this.#changed(id, patch);
  }

  /** @returns false when there was none */
  async remove(owner: string, id: string): Promise<boolean> {
    const webhook = await this.deps.store.webhooks.get(id);
    return webhook?.owner === owner && this.deps.store.webhooks.remove(id);
  }

  /** @throws Problem WEBHOOK_NOT_FOUND, WEBHOOK_INACTIVE */
  async ping(owner: string, id: string): Promise<DeliveryRecord> {
    await this.#active(owner, id);
    const { store, clock } = this.deps;
    await store.webhooks.update(id, { retryAt: null });
    return store.webhooks.addDelivery(id, pingMessage(id, randomUUID(), clock.now()));
  }

  /** @throws Problem WEBHOOK_NOT_FOUND */
  async rotate(owner: string, id: string, overlapSeconds = OVERLAP_SECONDS): Promise<WithSecret> {
    const before = await this.get(owner, id);
    const secret = this.#newSecret(id);
    const until = this.deps.clock.now() + overlapSeconds * 1000;
    const overlap = overlapSeconds > 0 ? { previousSecret: before.secret, previousUntil: until } : {};
    const patch = { secret: secret.sealed, previousSecret: null, previousUntil: null, ...overlap };
    return { webhook: await this.#changed(id, patch), secret: secret.shown };
  }

  /** @throws Problem WEBHOOK_NOT_FOUND, DELIVERY_NOT_FOUND */
  async delivery(owner: string, id: string, delivery: number): Promise<DeliveryRecord> {
    await this.get(owner, id);
    const found = await this.deps.store.webhooks.delivery(id, delivery);
    if (!found) throw new Problem("DELIVERY_NOT_FOUND", `The webhook has no delivery ${delivery} (any more).`);
    return found;
  }

  /** @returns how many are sent again @throws Problem WEBHOOK_NOT_FOUND, WEBHOOK_INACTIVE */
  async replay(owner: string, id: string, filter: ReplayFilter): Promise<number> {
    await this.#active(owner, id);
    return this.deps.store.webhooks.replay(id, filter);
  }

  async #active(owner: string, id: string): Promise<void> {
    const { state } = await this.get(owner, id);
    if (state !== "active") throw new Problem("WEBHOOK_INACTIVE", `The webhook is ${state}.`, { state });
  }

  async #changed(id: string, patch: WebhookPatch): Promise<WebhookRecord> {
    const webhook = await this.deps.store.webhooks.update(id, patch);
    if (!webhook) throw new Problem("WEBHOOK_NOT_FOUND", `You have no webhook ${id}.`);
    return webhook;
  }

  #newSecret(id: string): { shown: string; sealed: Uint8Array } {
    const secret = randomBytes(SECRET_BYTES);
    return { shown: formatWebhookSecret(secret), sealed: this.deps.secrets.seal(id, secret) };
  }

  async #checkUrl(url: string): Promise<void> {
    try {
      await this.deps.egress.check(url);
    } catch (error) {
      if (error instanceof EgressError) throw new Problem("URL_REFUSED", error.message, { reason: error.code });
      throw error;
    }
  }
}

function told({ url, description, events, jobs }: WebhookSettings) {
  const wanted = events === undefined || events.length === 0 ? USUAL_EVENTS : events;
  return { url, description, events: [...new Set(wanted)], jobs: jobs && [...new Set(jobs)] };
}
