import type { HubClient } from "@qubix/client";
import type { KeyPair } from "@qubix/qubic";
import type { Logger } from "winston";
import type { AttemptRegistry } from "./attempts/attempt-registry.ts";
import type { BlobCache } from "./attempts/blob-cache.ts";
import type { Journal } from "./attempts/journal.ts";
import type { Slots } from "./attempts/slots.ts";
import type { ChainReader } from "./chain/chain-reader.ts";
import type { ChainWatch } from "./chain/chain-watch.ts";
import type { AuthorizationVerifier } from "./chain/verify-authorization.ts";
import type { AgentConfig } from "./config/agent-config.ts";
import type { ResultSender } from "./delivery/result-sender.ts";
import type { Executor } from "./executors/executor.ts";
import type { AgentMetrics } from "./observe/agent-metrics.ts";
import type { AttemptObserver } from "./observe/attempt-observer.ts";

/** What the parts of an agent share; built once in start-agent.ts. */
export interface Services {
  readonly config: AgentConfig & { pollMs: number; tickOffset: number; contractIndex: number };
  readonly keyPair: KeyPair;
  /** This key's provider on the chain; the owner may change while nothing runs, its least price at any time. */
  readonly provider: { slot: number; owner: Uint8Array; minPrice: bigint };
  readonly machine: string;
  readonly hub: HubClient;
  readonly chain: ChainReader;
  readonly watch: ChainWatch;
  readonly results: ResultSender;
  readonly authorizations: AuthorizationVerifier;
  readonly executors: ReadonlyMap<string, Executor>;
  readonly journal: Journal;
  readonly attempts: AttemptRegistry;
  /** Places to run in. */
  readonly slots: Slots;
  /** Attempts taken on at once, running or waiting for a place. */
  readonly capacity: number;
  readonly blobs: BlobCache;
  readonly log: Logger;
  readonly metrics: AgentMetrics;
  readonly observer: AttemptObserver;
}
