/**
 * What the hub's roles share, and the only thing the HTTP and WebSocket API sees of the chain side.
 *
 * `startHub` (start-hub.ts) builds one of these and hands it to `startApi(context)`.
 * Every method that can refuse throws a `Problem` (problem.ts), whose code is one of protocol's problem codes.
 */

import type { Health, Tracer } from "@qubix/observe";
import type {
  AgentHello,
  AgentWelcome,
  AuthorizationProof,
  DeclineReason,
  HeartbeatReply,
  Heartbeats,
  JobState,
  MachineLoad,
  NetworkDefinition,
  NetworkStatistics,
  OfferPage,
  ReconcileReport,
} from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { Auth } from "./auth/auth.ts";
import type { BlobService } from "./blobs/blob-service.ts";
import type { UploadService } from "./blobs/upload-service.ts";
import type { HubConfig } from "./config.ts";
import type { Estimator } from "./estimates/estimator.ts";
import type { ChainGateway } from "./gateway/chain-gateway.ts";
import type { Faucet } from "./gateway/faucet.ts";
import type { Results } from "./leases/results.ts";
import type { ModelService } from "./models/model-service.ts";
import type { Quarantine } from "./models/quarantine.ts";
import type { BlockList } from "./moderation/block-list.ts";
import type { Metrics } from "./observe/metrics.ts";
import type { DataEraser } from "./retention/data-eraser.ts";
import type { SecretBox } from "./secrets/secret-box.ts";
import type { WebhookService } from "./webhooks/webhook-service.ts";

export interface AppContext {
  readonly config: HubConfig;
  readonly network: NetworkDefinition;
  readonly store: Store;
  readonly chain: ChainView;
  readonly gateway: ChainGateway;
  /** Where this network has one. */
  readonly faucet: Faucet | undefined;
  readonly bus: Bus;
  readonly submit: SubmitService;
  readonly agents: AgentService;
  readonly results: Results;
  readonly auth: Auth;
  readonly bundles: BundleService;
  readonly webhooks: WebhookService;
  readonly estimates: Estimator;
  readonly blobs: BlobService;
  readonly uploads: UploadService;
  readonly blocks: BlockList;
  readonly models: ModelService;
  readonly quarantine: Quarantine;
  readonly secrets: SecretBox;
  readonly eraser: DataEraser;
  /** Compares the database with the contract, and repairs it unless `dryRun`. @throws Problem NODE_UNREACHABLE */
  reconcile(dryRun: boolean): Promise<ReconcileReport>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly health: Health;
}

/** Wakes readers of a table; carries no data, so a lost wake-up costs only the reader's timer. */
export interface Bus {
  /** Topics: those of the store (`channels` of @qubix/store, woken after each commit) and `network` (a new tick, or none). */
  wake(topic: string): void;
  /** @returns a function that ends the subscription */
  subscribe(topic: string, listener: () => void): () => void;
}

/** What the hub knows of the chain without asking it again; refreshed by the watcher. */
export interface ChainView {
  /** Last tick and epoch that the listed nodes report; `halted` when no tick came for `config.chain.haltedAfterMs`. */
  status(): ChainStatus;
  /** The hub's own registration; undefined until the chain shows one for this hot key. */
  hub(): HubRegistration | undefined;
  /** GetConfig of the contract, numbers and decimal strings only. */
  contractConfig(): Record<string, number | string>;
  /** The contract's sums, at most some seconds old. @throws Problem NODE_UNREACHABLE */
  totals(): Promise<Pick<NetworkStatistics, "totals" | "jobs">>;
}

export interface ChainStatus {
  tick: number;
  epoch: number;
  tickDurationMs: number;
  halted: boolean;
  /** Nodes that answered the last poll, of those listed. */
  nodes: { listed: number; answering: number };
  /** Sequence number after the last event that is final and projected. */
  nextSeq: bigint;
}

export interface HubRegistration {
  slot: number;
  /** Identity of the cold owner key. */
  owner: string;
  /** Identity of the hot key, which signs assignments. */
  hot: string;
  minFee: bigint;
  bond: bigint;
  paused: boolean;
}

export interface SubmitService {
  /**
   * Checks spec and transactions (at most three rungs of one CreateJob, same key, growing ticks), records the job and
   * sends the first rung. Repeating it is harmless: the first outcome is returned with `created: false`.
   */
  submitJob(request: {
    spec: unknown;
    transactions: Uint8Array[];
    /** Where the job's trace is. */
    traceparent?: string | undefined;
  }): Promise<SubmittedJob>;
  /** Relays a signed CancelJob, AcceptResult, ClaimTimeout or TopUpJob of the job `key`, with the same ladder rules. */
  relay(call: RelayedCall, key: string, transactions: Uint8Array[]): Promise<{ transactions: string[] }>;
}

/** What users may do to a job through the hub. */
export type RelayedCall = "cancel" | "accept" | "claim" | "topUp";

export interface SubmittedJob {
  key: string;
  state: JobState;
  specDigest: string;
  created: boolean;
}

/** What a machine said of itself in its last heartbeat. */
export interface MachinePresence {
  freeSlots: number;
  load?: MachineLoad;
  /** Milliseconds since 1970. */
  lastSeen: number;
}

export interface AgentService {
  /** @throws Problem PROVIDER_NOT_FOUND; FORBIDDEN when the hot key is not the provider's; VERSION_UNSUPPORTED */
  hello(hotKey: Uint8Array, hello: AgentHello): Promise<AgentWelcome>;
  /** Offers of one machine after a cursor; waits up to `waitMs` for the first. */
  offers(request: {
    provider: number;
    machine: string;
    after: number;
    waitMs: number;
    signal: AbortSignal;
  }): Promise<OfferPage>;
  /** @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED, NOT_AUTHORIZED_YET */
  authorization(provider: number, jobKey: string, attempt: number): Promise<AuthorizationProof>;
  /** Renews presence and leases; the answer names attempts the agent must stop (revoked, cancelled, not its own). */
  heartbeats(heartbeats: Heartbeats): Promise<HeartbeatReply>;
  /**
   * The fencing check for uploads and logs: resolves when this is the provider's own attempt and no newer one took over.
   * @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED
   */
  checkAttempt(provider: number, jobKey: string, attempt: number): Promise<void>;
  /**
   * Notes why an agent gives an attempt back. @returns false when there is nothing to note: it was said before, or has a result
   * @throws Problem ATTEMPT_NOT_FOUND
   */
  decline(provider: number, jobKey: string, attempt: number, reason: DeclineReason): Promise<boolean>;
  /** What a machine's last heartbeat said; undefined when it has not been heard from within `config.matching.presenceMs`. */
  presence(provider: number, machine: string): Promise<MachinePresence | undefined>;
  /** Slot of the provider whose hot key this is (requests are signed by hot keys); undefined when there is none. */
  providerOf(hotKey: Uint8Array): Promise<number | undefined>;
}

export interface BundleService {
  /** A verified bundle of the batch, or undefined while it isn't authorized. Asks for a rebuild when none was pushed. */
  get(batch: number): Promise<Uint8Array | undefined>;
  /** How many signatures this process verified since it started. */
  signaturesVerified(): number;
}
