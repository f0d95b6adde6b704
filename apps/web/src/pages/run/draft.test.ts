import { blobDigest, type JobDocument, specDigest } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { checkDraft, readAmount, readSlots } from "./check-draft.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { draftOfJob } from "./draft-of-job.ts";
import { freePath } from "./local-file.ts";
import { specOf } from "./spec-of-draft.ts";
import { quorumOf, termsOf } from "./terms-of-draft.ts";

const SEAL = "ab".repeat(32);
const bytes = new Uint8Array(16);
const file = (path: string) => ({ path, content: new Blob([bytes]), digest: blobDigest(bytes), size: 16 });
const wasm: Draft = { ...EMPTY_DRAFT, kind: "wasm", program: file("program.wasm") };
const MODEL = {
  manifest: `sha256:${"1".repeat(64)}`,
  namespace: "me",
  name: "digits",
  runtime: `sha256:${"2".repeat(64)}`,
};

describe("checkDraft", () => {
  const fields = (draft: Draft) => checkDraft(draft).map(({ field }) => field);

  it("finds nothing wrong with defaults and something to run", () => {
    expect(fields(wasm)).toEqual([]);
    expect(fields({ ...EMPTY_DRAFT, model: "me/digits" })).toEqual([]);
  });

  it("names what is missing", () => {
    expect(fields(EMPTY_DRAFT)).toEqual(["model"]);
    expect(fields({ ...EMPTY_DRAFT, kind: "wasm" })).toEqual(["program"]);
    expect(fields({ ...EMPTY_DRAFT, kind: "spec" })).toEqual(["specText"]);
  });

  it.each([
    ["memoryMiB", "0"],
    ["memoryMiB", "4097"],
    ["memoryMiB", "1.5"],
    ["wallSeconds", ""],
    ["replicas", "8"],
    ["quorum", "2"],
    ["fuel", "0"],
    ["fuel", "18446744073709551616"],
    ["priceCap", "-1"],
    ["priceCap", "1e3"],
    ["priceCap", "9223372036854775808"],
    ["minStake", "007"],
    ["providers", "0,x"],
    ["providers", "1,2,3,4,5,6,7,8,9"],
    ["region", "EU West"],
    ["deadlineTicks", "0"],
  ] as const)("refuses %s = %j", (field, text) => {
    expect(fields({ ...wasm, [field]: text })).toEqual([field]);
  });

  it("refuses variables that no shell would take", () => {
    expect(fields({ ...wasm, variables: [{ name: "2X", value: "" }] })).toEqual(["variables"]);
  });
});

describe("specOf", () => {
  it("makes the same spec as the command line", () => {
    const draft = {
      ...wasm,
      name: "x",
      args: ["a b"],
      variables: [{ name: "A", value: "1" }],
      inputs: [file("t.csv")],
    };
    const { spec } = specOf(draft, SEAL, undefined);
    expect(spec).toMatchObject({
      kind: "wasm",
      name: "x",
      arguments: ["a b"],
      environment: { A: "1" },
      inputs: [{ path: "t.csv", size: 16 }],
      limits: { fuel: "100000000000", memoryMiB: 256, wallSeconds: 600, outputBytes: 16_777_216 },
      seal: SEAL,
    });
    expect(spec).not.toHaveProperty("visibility");
  });

  it("pins a model and its runtime, and passes on no arguments", () => {
    const draft: Draft = { ...EMPTY_DRAFT, model: "me/digits", args: ["left over"], isPrivate: true, region: "eu" };
    expect(specOf(draft, SEAL, MODEL).spec).toMatchObject({
      kind: "onnx",
      model: { manifest: MODEL.manifest, namespace: "me", name: "digits" },
      runtime: { digest: MODEL.runtime },
      arguments: [],
      visibility: "private",
      requirements: { region: "eu" },
    });
  });

  it("takes a whole spec as it is, and seals it where nothing is said", () => {
    const { spec } = specOf(wasm, SEAL, undefined);
    const { seal: _, ...rest } = spec;
    const made = specOf({ ...EMPTY_DRAFT, kind: "spec", specText: JSON.stringify(rest) }, SEAL, undefined);
    expect(made.digest).toBe(specDigest(spec));
    const bad = { ...EMPTY_DRAFT, kind: "spec", specText: '{"version":1,"version":1}' } as const;
    expect(() => specOf(bad, SEAL, undefined)).toThrow(expect.objectContaining({ code: "BAD_JSON" }));
  });
});

describe("termsOf", () => {
  const network = { hub: { slot: 3, fee: "20" }, contractConfig: { minProtocolFeeBps: 150 } } as never;

  it("rounds the least protocol fee up", () => {
    const terms = termsOf({ ...wasm, replicas: "3" }, network, 1001n, undefined);
    expect(terms).toMatchObject({ hub: 3, hubFee: 20n, replicas: 3, quorum: 2, priceCap: 1001n, protocolFee: 46n });
  });

  it("passes on nothing that was not asked for", () => {
    const terms = termsOf(wasm, network, 5n, { slot: 1, royalty: 7n });
    expect(Object.keys(terms)).not.toEqual(expect.arrayContaining(["providers"]));
    expect(terms).not.toHaveProperty("minStake");
    expect(terms.model).toEqual({ slot: 1, royalty: 7n });
  });

  it("needs more than half to agree unless told otherwise", () => {
    expect([1, 2, 3, 5, 7].map((n) => quorumOf({ replicas: String(n), quorum: "" }))).toEqual([1, 2, 2, 3, 4]);
    expect(quorumOf({ replicas: "5", quorum: "5" })).toBe(5);
  });
});

describe("draftOfJob", () => {
  const job = (spec: unknown) =>
    ({
      spec: JSON.stringify(spec),
      ...{ replicas: 3, quorum: 2, priceCap: "9", minStake: "0", providers: [1, 2], startPolicy: "assigned" },
    }) as unknown as JobDocument;

  it("gives the same spec again", () => {
    for (const draft of [
      { ...wasm, args: ["x"], variables: [{ name: "A", value: "1" }], inputs: [file("a")], name: "again" },
      { ...EMPTY_DRAFT, model: "me/digits", inputs: [file("image.npy")], minMemoryMiB: "512" },
    ]) {
      const { spec, digest } = specOf(draft, SEAL, MODEL);
      const again = draftOfJob(job(spec));
      expect(checkDraft(again)).toEqual([]);
      expect(specOf(again, SEAL, MODEL).digest).toBe(digest);
      expect(again).toMatchObject({ replicas: "3", quorum: "2", priceCap: "9", providers: "1,2", start: "assigned" });
    }
  });

  it("keeps a model without a name as a spec, to be sealed for whoever runs it", () => {
    const { spec } = specOf({ ...EMPTY_DRAFT, model: "me/digits" }, SEAL, MODEL);
    const nameless = { ...spec, model: { manifest: MODEL.manifest } };
    const again = draftOfJob(job(nameless));
    expect(again.kind).toBe("spec");
    expect(specOf(again, "cd".repeat(32), undefined).spec.seal).toBe("cd".repeat(32));
  });

  it("refuses what is no spec", () => {
    expect(() => draftOfJob(job({ version: 1 }))).toThrow(expect.objectContaining({ code: "INVALID_SPEC" }));
  });
});

it("amounts and slots are read strictly", () => {
  expect(readAmount("9223372036854775807")).toBe(0x7fff_ffff_ffff_ffffn);
  expect(readAmount("1,000")).toBeUndefined();
  expect(readSlots("0, 2,2")).toEqual([0, 2]);
  expect(readSlots("65535")).toBeUndefined();
});

it("files get paths that are harmless and free", () => {
  expect(freePath("../../etc/passwd", [])).toBe(".._.._etc_passwd");
  expect(freePath("a.csv", ["a.csv", "a-2.csv"])).toBe("a-3.csv");
  expect(freePath("..", [])).toBe("file");
  expect(freePath("a\u0000b", [])).toBe("ab");
});
