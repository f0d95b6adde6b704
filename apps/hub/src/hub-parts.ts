import type { EventEmitter } from "node:events";
import type { ContractReader } from "@qubix/contract";
import type { NetworkDefinition } from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { Bus } from "./app-context.ts";
import type { Bundles } from "./bundles/bundle-service.ts";
import type { Applied } from "./chain/apply-events.ts";
import type { BatchIndex } from "./chain/batch-index.ts";
import type { HubChainView } from "./chain/hub-chain-view.ts";
import type { ChainNodes } from "./chain/nodes.ts";
import type { ReceiptBuilder } from "./chain/receipt-builder.ts";
import type { Reconciler } from "./chain/reconciler.ts";
import type { HubConfig } from "./config.ts";

/** What roles of one process tell one another; other processes of the hub learn it from the store. */
export interface HubSignals {
  /** The current tick is a new one. */
  tick: [];
  /** Events or state were projected. */
  applied: [Applied];
  /** An intent was planned. */
  intent: [id: string];
  /** A machine said that it lives. */
  machine: [provider: number, machine: string];
}

/** What every role of the hub is made from; built once by `startHub`. */
export interface HubParts {
  config: HubConfig;
  network: NetworkDefinition;
  keyPair: KeyPair;
  /** Names this process in leases. */
  holder: string;
  store: Store;
  nodes: ChainNodes;
  reader: ContractReader;
  view: HubChainView;
  batchIndex: BatchIndex;
  reconciler: Reconciler;
  receipts: ReceiptBuilder;
  bundles: Bundles;
  bus: Bus;
  signals: EventEmitter<HubSignals>;
  log: Logger;
}
