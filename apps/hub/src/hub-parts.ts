import type { ContractReader } from "@qubix/contract";
import type { Tracer } from "@qubix/observe";
import type { NetworkDefinition } from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { Bus } from "./app-context.ts";
import type { BlobService } from "./blobs/blob-service.ts";
import type { UploadService } from "./blobs/upload-service.ts";
import type { Bundles } from "./bundles/bundle-service.ts";
import type { BatchIndex } from "./chain/batch-index.ts";
import type { HubChainView } from "./chain/hub-chain-view.ts";
import type { ChainNodes } from "./chain/nodes.ts";
import type { ReceiptBuilder } from "./chain/receipt-builder.ts";
import type { Reconciler } from "./chain/reconciler.ts";
import type { HubConfig } from "./config.ts";
import type { EgressClient } from "./egress/egress-client.ts";
import type { ChainGateway } from "./gateway/chain-gateway.ts";
import type { ModelService } from "./models/model-service.ts";
import type { Quarantine } from "./models/quarantine.ts";
import type { BlockList } from "./moderation/block-list.ts";
import type { JobObserver } from "./observe/job-observer.ts";
import type { Metrics } from "./observe/metrics.ts";
import type { RoleSignals } from "./roles/role-signals.ts";
import type { SecretBox } from "./secrets/secret-box.ts";

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
  gateway: ChainGateway;
  view: HubChainView;
  batchIndex: BatchIndex;
  reconciler: Reconciler;
  receipts: ReceiptBuilder;
  bundles: Bundles;
  blocks: BlockList;
  /** What accounts keep. */
  blobs: BlobService;
  uploads: UploadService;
  models: ModelService;
  quarantine: Quarantine;
  egress: EgressClient;
  secrets: SecretBox;
  bus: Bus;
  signals: RoleSignals;
  log: Logger;
  metrics: Metrics;
  tracer: Tracer;
  observer: JobObserver;
}
