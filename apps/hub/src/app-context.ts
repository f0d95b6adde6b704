/**
 * What the hub's roles share, and the only thing the HTTP and WebSocket API sees of the chain side.
 *
 * `startHub` (start-hub.ts) builds one of these and hands it to `startApi(context)`.
 * Every method that can refuse throws a `Problem` (problem.ts), whose code is one of protocol's problem codes.
 */
import type { Network } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { HubConfig } from "./config.ts";

export interface AppContext {
  readonly config: HubConfig;
  readonly network: Network;
  readonly store: Store;
  readonly chain: ChainView;
  readonly bus: Bus;
  readonly submit: SubmitService;
  readonly agents: AgentService;
  readonly bundles: BundleService;
  readonly log: Logger;
}

/** Wakes readers of a table; carries no data, so a lost wake-up costs only the reader's timer. */
export interface Bus {
  /** Topics in use: `job:<key>` (a live event of that job), `network` (any live event), `offers:<provider slot>`, `log:<key>:<attempt>`. */
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
  /** A provider's hot key by slot as last projected from the chain; undefined for a slot that is free. */
  providerHotKey(slot: number): Promise<Uint8Array | undefined>;
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
  submitJob(request: { spec: unknown; transactions: Uint8Array[] }): Promise<SubmittedJob>;
  /** Relays a signed CancelJob, AcceptResult or ClaimTimeout of the job `key`, with the same ladder rules. */
  relay(call: "cancel" | "accept" | "claim", key: string, transactions: Uint8Array[]): Promise<{ transactions: string[] }>;
}

export interface SubmittedJob {
  key: string;
  state: string;
  specDigest: string;
  created: boolean;
}

/** An agent's machine as it introduces itself. */
export interface MachineHello {
  id: string;
  cores: number;
  memoryMiB: number;
  kinds: string[];
  /** Digests of the runtimes it has (for bit-exact ONNX). */
  runtimes: string[];
  /** Attempts it takes at once. */
  slots: number;
  version: string;
  region?: string | undefined;
}

/** What an agent pulls; its fields are those of protocol's Offer. */
export interface Offer {
  jobKey: string;
  jobSlot: number;
  assignment: number;
  attempt: number;
  replica: number;
  provider: number;
  price: string;
  expiry: number;
  leaseUntil: number;
  startPolicy: number;
  spec: string;
  requester: string;
}

export interface HeartbeatItem {
  assignment: number;
  attempt: number;
  phase: string;
  progress?: number | undefined;
  metrics?: Record<string, number> | undefined;
}

export interface AgentService {
  /** @throws Problem when the hot key is not the provider's */
  hello(provider: number, hotKey: Uint8Array, machine: MachineHello): Promise<{ heartbeatMs: number; tick: number }>;
  /** Offers after `cursor`; waits up to `waitMs` for the first. The machine is the one that said hello. */
  offers(request: {
    provider: number;
    /** undefined: offers of all of the provider's machines (a provider with one machine need not say) */
    machine: string | undefined;
    after: string;
    waitMs: number;
    signal: AbortSignal;
  }): Promise<{ offers: Offer[]; cursor: string }>;
  /** @throws Problem BUNDLE_NOT_READY (409) until the computors authorized the batch */
  bundle(provider: number, assignment: number, attempt: number): Promise<AttemptBundle>;
  /** Renews presence and leases; the answer names attempts the agent must stop (revoked, cancelled, not its own). */
  heartbeats(
    provider: number,
    machine: string | undefined,
    items: HeartbeatItem[],
  ): Promise<{ cancel: { assignment: number; attempt: number }[] }>;
  /** The fencing check for uploads and logs. @throws Problem STALE_ATTEMPT when it is not this provider's live attempt */
  checkAttempt(provider: number, assignment: number, attempt: number): Promise<{ jobKey: string; replica: number }>;
}

export interface AttemptBundle {
  /** The body of message 192 as a computor's node sent it, or as rebuilt from tick data. */
  bundle: Uint8Array;
  /** Siblings from the attempt's leaf to the bundle's root. */
  path: Uint8Array[];
  leafIndex: number;
  batch: number;
}

export interface BundleService {
  /** A verified bundle of the batch, or undefined while it isn't authorized. Asks for a rebuild when none was pushed. */
  get(batch: number): Promise<Uint8Array | undefined>;
  /** How many signatures this process verified since it started. */
  signaturesVerified(): number;
}
