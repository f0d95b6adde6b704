import type { DeliveryAttempt, DeliveryState, JobEventBody, WebhookState } from "@qubix/protocol";

/** What an account asked for: see WebhookSettings of protocol. */
export interface WebhookRecord {
  id: string;
  /** Identity. */
  owner: string;
  url: string;
  description?: string | undefined;
  /** `job.<type>`. */
  events: string[];
  /** Keys of jobs; all of the owner's when missing. */
  jobs?: string[] | undefined;
  /** Encrypted; the hub has the key. */
  secret: Uint8Array;
  previousSecret?: Uint8Array | undefined;
  /** Until when the secret before signs along, milliseconds since 1970. */
  previousUntil?: number | undefined;
  state: WebhookState;
  /** Number of the last event of the owner's account feed that was turned into a delivery, or did not have to be. */
  cursor: number;
  /** Deliveries that failed since the last one that did not. */
  failures: number;
  failingSince?: number | undefined;
  /** Nothing is sent before: the receiver is given time to recover. */
  retryAt?: number | undefined;
  createdAt: number;
  updatedAt: number;
}

export type NewWebhook = Pick<WebhookRecord, "id" | "owner" | "url" | "description" | "events" | "jobs" | "secret">;

/** What may change. A member that is missing stays; `null` clears it. */
export interface WebhookPatch {
  url?: string;
  description?: string | null;
  events?: string[];
  jobs?: string[] | null;
  secret?: Uint8Array;
  previousSecret?: Uint8Array | null;
  previousUntil?: number | null;
  state?: WebhookState;
  failures?: number;
  failingSince?: number | null;
  retryAt?: number | null;
}

/** A message for one endpoint. */
export interface NewDelivery {
  /** The same for the same events: a second one of it is dropped. */
  message: string;
  /** What kind of event, or `ping`. */
  type: string;
  jobKey?: string | undefined;
  /** Sent after the messages of its job that came before. */
  ordered: boolean;
  body: string;
}

export interface DeliveryRecord extends NewDelivery {
  /** Grows in the order of the events. */
  id: number;
  webhook: string;
  state: DeliveryState;
  attempts: DeliveryAttempt[];
  /** Tries since it was asked for. */
  tries: number;
  /** When it is tried next, while it is pending. */
  dueAt: number;
  /** When it was asked for: made, or last replayed. */
  since: number;
  createdAt: number;
}

/** Which deliveries to send again. */
export interface ReplayFilter {
  delivery?: number;
  from?: number;
  /** Exclusive. */
  to?: number;
  states?: readonly DeliveryState[];
}

/** Log lines or progress of a job since an endpoint last heard of it. */
export interface JobActivity {
  jobKey: string;
  seq: number;
  time: number;
  body: JobEventBody;
}

/** Endpoints of accounts, and what is to be delivered to them. */
export interface WebhookRepository {
  /** Its cursor begins at the end of the owner's feed. @returns undefined when the owner has `max` already */
  insert(webhook: NewWebhook, max: number): Promise<WebhookRecord | undefined>;
  get(id: string): Promise<WebhookRecord | undefined>;
  ofOwner(owner: string): Promise<WebhookRecord[]>;
  /** @returns undefined when there is none */
  update(id: string, patch: WebhookPatch): Promise<WebhookRecord | undefined>;
  /** With its deliveries. @returns false when there is none */
  remove(id: string): Promise<boolean>;

  /** Active endpoints whose owner's feed has gone on. */
  withNews(limit: number): Promise<WebhookRecord[]>;
  /** Adds deliveries and moves the cursor, if it still stands at `webhook.cursor`. @returns whether it did */
  collect(
    webhook: Pick<WebhookRecord, "id" | "cursor">,
    cursor: number,
    deliveries: readonly NewDelivery[],
  ): Promise<boolean>;
  /** Active endpoints that want log lines or progress. */
  followingActivity(): Promise<WebhookRecord[]>;
  /** Events of these types of the owner's jobs that no delivery stands for yet, at most `limit`, in the order of each job. */
  activity(webhook: WebhookRecord, types: readonly JobEventBody["type"][], limit: number): Promise<JobActivity[]>;
  /** Adds deliveries for what `activity` told. */
  collectActivity(webhook: string, told: readonly JobActivity[], deliveries: readonly NewDelivery[]): Promise<void>;
  addDelivery(webhook: string, delivery: NewDelivery): Promise<DeliveryRecord>;

  /** Active endpoints that something is due for, unless they are given time to recover. */
  ready(now: number, limit: number): Promise<WebhookRecord[]>;
  /** An endpoint's pending deliveries in their order. */
  pending(webhook: string, limit: number): Promise<DeliveryRecord[]>;
  /** Adds a try that came through; the endpoint's failures are forgotten. */
  recordSuccess(delivery: Pick<DeliveryRecord, "id" | "webhook">, attempt: DeliveryAttempt): Promise<void>;
  /**
   * Adds a try that failed, and counts it under the endpoint's row lock.
   * @param dueAt when it is tried again
   * @param rest milliseconds for which an endpoint with so many failures in a row is left alone
   * @returns the endpoint as it is now
   */
  recordFailure(
    delivery: Pick<DeliveryRecord, "id" | "webhook">,
    attempt: DeliveryAttempt,
    dueAt: number,
    rest: (failures: number) => number,
  ): Promise<WebhookRecord | undefined>;
  /** Gives up pending deliveries that were asked for before. @returns how many */
  giveUp(askedBefore: number): Promise<number>;
  /** Forgets deliveries made before that are not pending, at most `limit`. @returns how many */
  forget(madeBefore: number, limit: number): Promise<number>;

  delivery(webhook: string, id: number): Promise<DeliveryRecord | undefined>;
  /** Newest first; `before` is the id of the last one of the page before. */
  deliveries(
    webhook: string,
    filter: { state?: DeliveryState; before?: number; limit: number },
  ): Promise<DeliveryRecord[]>;
  /** @returns how many are pending again */
  replay(webhook: string, filter: ReplayFilter): Promise<number>;
}
