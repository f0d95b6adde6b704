import { readFileSync } from "node:fs";
import { HubClient } from "@qubix/client";
import { NO_MODEL } from "@qubix/contract";
import { blobDigest, type ModelManifest, manifestDigest, sha256Hex } from "@qubix/protocol";
import { createSeed, type KeyPair, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFiles } from "../src/dispatch/check-files.ts";
import { LiveHub } from "./live-hub.ts";

/** Models on a real hub: their versions, names, readers and kin. */
let hub: LiveHub;
const [ada, bob, carl] = [1, 2, 3].map(() => keyPairFromSeed(createSeed())) as [KeyPair, KeyPair, KeyPair];
beforeAll(async () => {
  hub = await LiveHub.start({}, { operators: [carl.identity] });
});
afterAll(() => hub?.close());

const client = (keyPair?: KeyPair) =>
  new HubClient({ url: hub.url, network: "devnet", attempts: 1, ...(keyPair && { keyPair }) });
const home = ({ identity }: KeyPair) => identity.toLowerCase();
let count = 0;
const newName = () => `model-${++count}`;
const at = (name: string, namespace = home(ada)) => ({ namespace, name });

const digits = readFileSync(new URL("../../../examples/digits/digits.onnx", import.meta.url));
/** A real model: the repository's own, with another producer. */
const model = (text: string) =>
  new Uint8Array(Buffer.concat([digits, Buffer.from([0x12, text.length]), Buffer.from(text)]));

/** A manifest of one file that has been uploaded. */
async function draft(name: string, text: string, more: Partial<ModelManifest> = {}, by = ada): Promise<ModelManifest> {
  const bytes = model(text);
  const digest = await client(by).uploadBlob(bytes);
  return {
    ...{ version: 1, namespace: home(by), name, format: "onnx", license: "MIT", description: `Says ${text}.` },
    files: [{ path: "m.onnx", digest, size: bytes.length }],
    inputs: [{ name: "image", dtype: "float32", shape: ["N", 1, 8, 8] }],
    outputs: [{ name: "digit", dtype: "int64", shape: ["N"] }],
    ...more,
  };
}
const publish = async (name: string, text: string, more: { card?: string; parent?: string; message?: string } = {}) =>
  client(ada).call("publishModel", { body: { manifest: await draft(name, text), ...more } });
const setVisibility = (name: string, visibility: "public" | "gated" | "private", gating?: "auto" | "manual") =>
  client(ada).call("putModelRepository", { params: at(name), body: { visibility, ...(gating && { gating }) } });
const code = (code: string) => expect.objectContaining({ code });

describe("versions", () => {
  it("are published in order, with the one that they build on as a lock", async () => {
    const name = newName();
    const first = await publish(name, "one", { message: "First" });
    expect(first).toMatchObject({ number: 1, visibility: "public", owner: ada.identity });
    expect(await publish(name, "one")).toMatchObject({ version: first.version, number: 1 });
    const second = await publish(name, "two", { parent: first.digest });
    expect(second.number).toBe(2);
    await expect(publish(name, "three", { parent: first.version! })).rejects.toEqual(code("VERSION_STALE"));
    await expect(publish(name, "three", { parent: "" })).rejects.toEqual(code("VERSION_STALE"));
    const { items } = await client().call("listModelVersions", { params: at(name) });
    expect(items.map(({ number, message, aliases }) => [number, message, aliases])).toEqual([
      [2, "Publish", ["latest"]],
      [1, "First", []],
    ]);
    for (const revision of ["latest", "main", "2", second.version!, second.digest])
      expect(await client().call("getModelVersion", { params: { ...at(name), revision } })).toMatchObject({
        number: 2,
        digest: second.digest,
      });
    await expect(client().call("getModelVersion", { params: { ...at(name), revision: "3" } })).rejects.toEqual(
      code("VERSION_NOT_FOUND"),
    );
  });

  it("let one of two writers win, and nothing of the other be there", async () => {
    const name = newName();
    const { version } = await publish(name, "base");
    const all = await Promise.allSettled(["a", "b", "c"].map((text) => publish(name, text, { parent: version! })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toEqual(code("VERSION_STALE"));
    expect((await client().call("listModelVersions", { params: at(name) })).items).toHaveLength(2);
  });

  it("are refused where a manifest is not of its files, and leave nothing behind", async () => {
    const name = newName();
    const good = await draft(name, "content");
    const wrong = (files: ModelManifest["files"], more: Partial<ModelManifest> = {}) =>
      client(ada).call("publishModel", { body: { manifest: { ...good, files, ...more } } });
    const [file] = good.files as [ModelManifest["files"][0]];
    await expect(wrong([{ ...file, digest: blobDigest(new Uint8Array(9)) }])).rejects.toEqual(code("INPUT_MISSING"));
    await expect(wrong([{ ...file, size: 1 }])).rejects.toEqual(code("INVALID_MODEL"));
    await expect(wrong([file], { license: "mine" })).rejects.toEqual(code("INVALID_MODEL"));
    await expect(client().call("getModelRepository", { params: at(name) })).rejects.toEqual(code("MODEL_NOT_FOUND"));
    await expect(wrong([file], { inputs: good.outputs })).rejects.toEqual(code("INVALID_MODEL"));
    await expect(wrong([file], { outputs: [{ ...good.outputs[0]!, dtype: "float32" }] })).rejects.toEqual(
      code("INVALID_MODEL"),
    );
    const garbage = new TextEncoder().encode("no model at all");
    const named = { path: "m.onnx", digest: await client(ada).uploadBlob(garbage), size: garbage.length };
    await expect(wrong([named])).rejects.toThrow(/no ONNX model/);
    await expect(wrong([{ ...file, path: "a\u200b.onnx" }])).rejects.toEqual(code("INVALID_PATH"));
    await expect(wrong([file], { parent: `sha256:${"0".repeat(64)}` })).rejects.toEqual(code("LINEAGE_INVALID"));
    expect(await client().call("getModelRepository", { params: at(name) })).toMatchObject({ versions: 0 });
  });

  it("take files that were uploaded and take some away, under a card that is right", async () => {
    const name = newName();
    await publish(name, "runs");
    const card = new TextEncoder().encode(
      "---\nlicense: mit\npipeline_tag: tabular-regression\ntags: [sums]\n---\nAdds up.\n",
    );
    await client(ada).uploadBlob(card);
    const add = (body: object) =>
      client(ada).call("addModelVersion", {
        params: at(name),
        body: { message: "Card", put: [], remove: [], ...body },
      });
    const put = [{ path: "README.md", sha256: sha256Hex(card) }];
    const version = await add({ put });
    expect(version).toMatchObject({ number: 2, card: { license: "MIT", tags: ["sums"] }, summary: "Adds up." });
    expect(version.files.map(({ path }) => path)).toEqual(["README.md", "m.onnx", "qubix.json"]);
    expect(version.digest).toBeDefined();
    expect(await add({ put })).toMatchObject({ id: version.id });
    // One ONNX file and a licence are enough to make a manifest of.
    const derived = await add({ remove: ["qubix.json"] });
    expect(derived).toMatchObject({ number: 3, digest: expect.stringMatching(/^sha256:/) });
    expect(derived.digest).not.toBe(version.digest);
    expect((await client().call("getModel", { params: at(name) })).manifest.inputs).toMatchObject([
      { name: "image", shape: ["N", 1, 8, 8] },
    ]);
    expect(await add({ remove: ["m.onnx"] })).toMatchObject({
      number: 4,
      notRunnable: expect.stringMatching(/no .onnx file/),
    });
    // What can't be run does not hide what can.
    expect(await client().call("getModel", { params: at(name) })).toMatchObject({ number: 3 });
    const found = await client().call("listModels", {
      query: { task: "tabular-regression", license: "mit", tag: ["sums"], search: "adds" },
    });
    expect(found.items.map((model) => model.name)).toEqual([name]);
    await expect(add({ put: [{ path: "x", sha256: "0".repeat(64) }] })).rejects.toEqual(code("INPUT_MISSING"));
    await expect(
      client(bob).call("addModelVersion", { params: at(name), body: { message: "x", put: [], remove: [] } }),
    ).rejects.toEqual(code("FORBIDDEN"));
  });

  it("have aliases that move and tags that don't", async () => {
    const name = newName();
    await publish(name, "1");
    await publish(name, "2");
    const set = (ref: string, kind: "alias" | "tag", revision: string) =>
      client(ada).call("setModelRef", { params: { ...at(name), ref }, body: { kind, revision } });
    await set("stable", "alias", "1");
    await set("v1", "tag", "stable");
    await set("stable", "alias", "latest");
    await expect(set("v1", "tag", "latest")).rejects.toEqual(code("REF_EXISTS"));
    await expect(set("latest", "alias", "1")).rejects.toMatchObject({ status: 400 });
    const { items } = await client().call("listModelVersions", { params: at(name) });
    expect(items.map(({ aliases, tags }) => [aliases, tags])).toEqual([
      [["latest", "stable"], []],
      [[], ["v1"]],
    ]);
    const params = { ...at(name), ref: "v1" };
    expect(await client(ada).call("removeModelRef", { params })).toEqual({ removed: true });
    await expect(client(bob).call("removeModelRef", { params })).rejects.toEqual(code("FORBIDDEN"));
  });
});

describe("namespaces", () => {
  it("are claimed once, and look-alikes, words of the hub and others' letters are refused", async () => {
    const claim = (by: KeyPair, namespace: string) => client(by).call("claimNamespace", { params: { namespace } });
    expect(await claim(ada, "acme-labs")).toMatchObject({ namespace: "acme-labs", owner: ada.identity });
    expect(await claim(ada, "acme-labs")).toMatchObject({ owner: ada.identity });
    await expect(claim(ada, "second")).rejects.toEqual(code("NAMESPACE_TAKEN"));
    for (const taken of ["acme-labs", "acrne_1abs", "acmelabs"])
      await expect(claim(bob, taken)).rejects.toEqual(code("NAMESPACE_TAKEN"));
    for (const bad of ["api", "ab", home(ada)]) await expect(claim(bob, bad)).rejects.toEqual(code("INVALID_NAME"));
    const params = { namespace: home(ada), name: "squat" };
    await expect(client(bob).call("putModelRepository", { params, body: {} })).rejects.toEqual(code("FORBIDDEN"));
    expect(await client().call("getNamespace", { params: { namespace: home(bob) } })).toMatchObject({
      owner: bob.identity,
    });
    await expect(client().call("getNamespace", { params: { namespace: "nobodys" } })).rejects.toEqual(
      code("NAMESPACE_NOT_FOUND"),
    );
  });
});

describe("readers", () => {
  const readable = async (keyPair: KeyPair | undefined, digest: string) =>
    client(keyPair)
      .readBlob(digest, 1_000_000)
      .then(
        () => true,
        () => false,
      );

  it("of a private model are its owner, the operator and whom the owner has let in", async () => {
    const name = newName();
    const { digest, manifest } = await publish(name, "a secret of some length");
    await setVisibility(name, "private");
    const file = manifest.files[0]!.digest;
    const params = at(name);
    const sees = async (keyPair?: KeyPair) => [
      await client(keyPair)
        .call("getModelVersion", { params: { ...params, revision: "latest" } })
        .then(
          () => true,
          () => false,
        ),
      (await client(keyPair).call("listModels", { query: { namespace: home(ada), limit: 200 } })).items.some(
        (model) => model.name === name,
      ),
      await readable(keyPair, file),
      await readable(keyPair, digest),
    ];
    const [all, none] = [
      [true, true, true, true],
      [false, false, false, false],
    ];
    expect([await sees(ada), await sees(carl), await sees(bob), await sees()]).toEqual([all, all, none, none]);
    // A job can't name it either, and a let-in one's job keeps what its provider has to fetch.
    const spec = { kind: "onnx", inputs: [], model: { manifest: digest } } as never;
    const input = { model: NO_MODEL } as never;
    await expect(checkFiles(hub.store, spec, input, bob.identity)).rejects.toEqual(code("INPUT_MISSING"));
    await client(ada).call("decideModelAccess", {
      params: { ...params, identity: bob.identity },
      body: { state: "accepted" },
    });
    expect(await sees(bob)).toEqual(all);
    expect(await checkFiles(hub.store, spec, input, bob.identity)).toEqual([digest, file].map((one) => one.slice(7)));
    await client(ada).call("removeModelAccess", { params: { ...params, identity: bob.identity } });
    expect(await sees(bob)).toEqual(none);
    await expect(
      client(bob).call("createReport", { body: { subject: { kind: "model", id: digest }, reason: "spam", text: "x" } }),
    ).rejects.toEqual(code("SUBJECT_NOT_FOUND"));
  });

  it("of a gated model ask, and its owner decides, or nobody has to", async () => {
    const name = newName();
    const { manifest } = await publish(name, "behind a gate");
    await setVisibility(name, "gated");
    const [params, file] = [at(name), manifest.files[0]!.digest];
    const ask = () => client(bob).call("requestModelAccess", { params });
    expect(await client(bob).call("getModel", { params })).toMatchObject({ visibility: "gated" });
    expect(await readable(bob, file)).toBe(false);
    const own = { params: { ...params, identity: bob.identity } };
    await expect(client(bob).call("getModelAccess", own)).rejects.toEqual(code("ACCESS_NOT_FOUND"));
    expect(await ask()).toMatchObject({ state: "pending" });
    for (const who of [bob, ada])
      expect(await client(who).call("getModelAccess", own)).toMatchObject({ state: "pending" });
    await expect(client(carl).call("getModelAccess", own)).rejects.toEqual(code("FORBIDDEN"));
    await expect(client(bob).call("listModelAccess", { params })).rejects.toEqual(code("FORBIDDEN"));
    const { items } = await client(ada).call("listModelAccess", { params, query: { state: "pending" } });
    expect(items).toMatchObject([{ identity: bob.identity, state: "pending" }]);
    await client(ada).call("decideModelAccess", {
      params: { ...params, identity: bob.identity },
      body: { state: "rejected" },
    });
    expect(await ask()).toMatchObject({ state: "rejected" });
    expect(await readable(bob, file)).toBe(false);
    await setVisibility(name, "gated", "auto");
    await client(ada).call("removeModelAccess", { params: { ...params, identity: bob.identity } });
    expect(await ask()).toMatchObject({ state: "accepted" });
    expect(await readable(bob, file)).toBe(true);
  });

  it("lose a model that its owner or the operator takes down, and one that is blocked", async () => {
    const name = newName();
    const { digest, manifest } = await publish(name, "to be taken down");
    const file = manifest.files[0]!.digest;
    const subject = { kind: "model", id: digest } as const;
    await client(carl).call("createBlock", { body: { subject, reason: "a copy" } });
    expect(await readable(bob, file)).toBe(false);
    await expect(client().call("getModel", { params: at(name) })).rejects.toEqual(code("BLOCKED"));
    await expect(client().call("getModelVersion", { params: { ...at(name), revision: "1" } })).rejects.toEqual(
      code("BLOCKED"),
    );
    await client(carl).call("removeBlock", { body: { subject } });
    expect(await readable(bob, file)).toBe(true);
    await expect(client(bob).call("deleteModel", { params: at(name) })).rejects.toEqual(code("FORBIDDEN"));
    expect(await client(carl).call("deleteModel", { params: at(name) })).toEqual({ deleted: true });
    expect(await readable(bob, file)).toBe(false);
    await expect(client(ada).call("getModel", { params: at(name) })).rejects.toEqual(code("MODEL_NOT_FOUND"));
    expect(await publish(name, "back again")).toMatchObject({ number: 1 });
  });
});

describe("kin", () => {
  it("are known both ways, as far as one may know them, and never in a circle", async () => {
    const [base, fine, finest] = [newName(), newName(), newName()];
    const root = await publish(base, "base");
    const card = (from: string) => `---\nlicense: mit\nbase_model: ${from}\n---\n`;
    const child = await publish(fine, "fine", { card: card(`${home(ada)}/${base}`) });
    const grandchild = await client(ada).call("publishModel", {
      body: { manifest: await draft(finest, "finest", { parent: child.digest }) },
    });
    const lineage = await client().call("getModelLineage", { params: at(fine) });
    expect([
      lineage.ancestors.map(({ version }) => version),
      lineage.descendants.map(({ version }) => version),
    ]).toEqual([[root.version], [grandchild.version]]);
    expect(lineage.edges).toHaveLength(2);
    await expect(publish(base, "base 2", { card: card(`${home(ada)}/${finest}`) })).rejects.toEqual(
      code("LINEAGE_INVALID"),
    );
    await expect(publish(base, "base 2", { card: card(`${home(ada)}/${base}`) })).rejects.toEqual(
      code("LINEAGE_INVALID"),
    );
    await expect(publish(newName(), "x", { card: card("nobody/nothing") })).rejects.toEqual(code("LINEAGE_INVALID"));
    await setVisibility(finest, "private");
    expect((await client(bob).call("getModelLineage", { params: at(fine) })).descendants).toEqual([]);
    const elsewhere = await publish(newName(), "y", { card: card("https://models.example/base") });
    expect((await client().call("getModelLineage", { params: at(elsewhere.name) })).elsewhere).toEqual([
      "https://models.example/base",
    ]);
    // A later version of the base does not change what was made from it.
    await publish(base, "base 3");
    await publish(fine, "fine 2", { card: card(`${home(ada)}/${base}`) });
    expect((await client().call("getModelLineage", { params: at(fine) })).ancestors).toMatchObject([{ number: 1 }]);
  });

  it("have usage, nothing at first", async () => {
    const name = newName();
    const { digest } = await publish(name, "used");
    expect(await client().call("getModelUsage", { params: at(name) })).toMatchObject({
      jobs: 0,
      royalties: "0",
      earned: "0",
      versions: [],
      speed: [],
    });
    await hub.store.models.putChain({
      slot: 7,
      digest,
      creator: ada.identity,
      royalty: 5n,
      accessPrice: 0n,
      active: true,
      parentShareBps: 0,
      changedTick: 1,
    });
    const scope = `program:${digest}`;
    await hub.store.history.putStatistics([
      { scope, hardware: "speed-64", runs: 3, sketches: { wallMs: { "10": 3 } } },
    ]);
    const usage = await client().call("getModelUsage", { params: at(name) });
    expect(usage.versions).toMatchObject([{ digest, slot: 7, jobs: 0, earned: "0" }]);
    expect(usage.speed).toMatchObject([{ hardware: "speed-64", runs: 3, wallMs: { p50: expect.any(Number) } }]);
    expect(digest).toBe(manifestDigest(await draft(name, "used")));
  });
});
