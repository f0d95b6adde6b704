import { randomBytes } from "node:crypto";
import type { NewJob, NewModelVersion, ProviderRecord } from "@qubix/market";
import { type MachineDescription, PROTOCOL_VERSION } from "@qubix/protocol";

/** A job with a random key. */
export function newJob(changes: Partial<NewJob> = {}): NewJob {
  return {
    key: randomBytes(32).toString("hex"),
    requester: "R".repeat(60),
    kind: "wasm",
    visibility: "public",
    spec: "{}",
    specDigest: "cd".repeat(32),
    nonce: 2n ** 64n - 1n,
    hub: 0,
    replicas: 2,
    quorum: 2,
    acceptPolicy: 0,
    startPolicy: 0,
    undecidedPolicy: 0,
    metered: false,
    priceCap: 1_000_000_000_000_000n,
    royalty: 0n,
    hubFee: 1n,
    protocolFee: 2n,
    minStake: 0n,
    escrow: 2_000_000_000_000_003n,
    providers: [1, 2],
    createBy: 10,
    deadline: 4_294_967_295,
    ...changes,
  };
}

export function newProvider(slot: number, changes: Partial<ProviderRecord> = {}): ProviderRecord {
  return {
    slot,
    owner: "O".repeat(60),
    hot: "H".repeat(60),
    payout: "P".repeat(60),
    stake: 1_000_000n,
    locked: 0n,
    minPrice: 10n,
    capacity: 3,
    live: 0,
    hubs: [0],
    anyHub: false,
    paused: false,
    reputation: {
      verified: "0",
      undecided: "0",
      oddOneOut: "0",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 0,
    },
    changedTick: 1,
    ...changes,
  };
}

export function newMachine(id: string, slots: number): MachineDescription {
  return {
    id,
    cores: 1,
    memoryMiB: 1024,
    kinds: ["wasm"],
    runtimes: [],
    slots,
    version: "0.1.0",
    protocol: PROTOCOL_VERSION,
  };
}

/** A model's first version, without files, that can't be run; with a random id. */
export function newModelVersion({
  namespace = "acme",
  name = "model",
  ...changes
}: Partial<NewModelVersion> & { namespace?: string; name?: string } = {}): NewModelVersion {
  return {
    id: randomBytes(20).toString("hex"),
    fullName: `${namespace}/${name}`,
    parent: null,
    digest: null,
    notRunnable: "There is no model file.",
    message: "First",
    author: "P".repeat(60),
    files: [],
    size: 0,
    card: {},
    summary: "",
    manifest: null,
    madeFrom: [],
    text: "",
    ...changes,
  };
}
