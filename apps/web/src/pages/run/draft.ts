import type { StartPolicy } from "@qubix/protocol";
import type { KnownFile, LocalFile } from "./local-file.ts";

/** What is to be run. */
export type DraftKind = "model" | "wasm" | "spec";

/** An environment variable. */
export interface Variable {
  name: string;
  value: string;
}

/** What the wizard's forms hold: numbers and amounts as they were typed, `checkDraft` reads them. */
export interface Draft {
  kind: DraftKind;
  /** `namespace/name`, when a model is to be run. */
  model: string;
  program: LocalFile | KnownFile | undefined;
  /** The text of a whole spec. */
  specText: string;
  name: string;
  args: readonly string[];
  variables: readonly Variable[];
  /** Of a model: by its inputs' names, `image.npy`. */
  inputs: readonly (LocalFile | KnownFile)[];
  isPrivate: boolean;
  fuel: string;
  memoryMiB: string;
  wallSeconds: string;
  outputBytes: string;
  minMemoryMiB: string;
  region: string;
  replicas: string;
  /** Empty: more than half of the replicas. */
  quorum: string;
  /** Empty: what the hub's estimate suggests. */
  priceCap: string;
  metered: boolean;
  /** Slots with commas; empty: anybody. */
  providers: string;
  minStake: string;
  bondedOnly: boolean;
  start: StartPolicy;
  deadlineTicks: string;
}

/** The same as the command line's defaults. */
export const EMPTY_DRAFT: Draft = {
  kind: "model",
  model: "",
  program: undefined,
  specText: "",
  name: "",
  args: [],
  variables: [],
  inputs: [],
  isPrivate: false,
  fuel: "100000000000",
  memoryMiB: "256",
  wallSeconds: "600",
  outputBytes: "16777216",
  minMemoryMiB: "",
  region: "",
  replicas: "1",
  quorum: "",
  priceCap: "",
  metered: false,
  providers: "",
  minStake: "",
  bondedOnly: false,
  start: "escrow-final",
  deadlineTicks: "20000",
};
