import { type Draft, EMPTY_DRAFT } from "../draft.ts";

/** A file of no bytes, for tests. */
export const file = (path: string) => ({ path, content: new Blob([]), digest: `sha256:${"1".repeat(64)}`, size: 0 });
/** A draft in which everything is said, and much of it awkward. */
export const EVERYTHING: Draft = {
  ...EMPTY_DRAFT,
  kind: "wasm",
  program: file("my program.wasm"),
  name: 'it\'s "mine"; $(rm -rf ~)',
  args: ["--fast", "", "a\nb", "ü\u{1f600}"],
  variables: [{ name: "MODE", value: "a=b" }],
  inputs: [file("data/table.csv")],
  isPrivate: true,
  fuel: "5",
  memoryMiB: "64",
  wallSeconds: "9",
  outputBytes: "0",
  minMemoryMiB: "512",
  region: "eu-west",
  replicas: "3",
  quorum: "3",
  priceCap: "2000",
  metered: true,
  providers: "0, 2",
  minStake: "7",
  bondedOnly: true,
  start: "assigned",
  deadlineTicks: "99",
};
