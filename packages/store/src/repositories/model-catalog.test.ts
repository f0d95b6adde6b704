import type { ModelListing, NewModelVersion } from "@qubix/market";
import { type ModelManifest, skeletonOf } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newModelVersion } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const [ada, bob] = ["A".repeat(60), "B".repeat(60)];
let count = 0;
const make = async (changes: { owner?: string; visibility?: "public" | "gated" | "private"; name?: string } = {}) => {
  const { owner = ada, visibility = "public", name = `m${++count}` } = changes;
  const made = await store.catalog.create({ namespace: "acme", name, owner, visibility, gating: "manual" });
  return made.repository;
};
const add = async (version: NewModelVersion) => store.transaction((within) => within.catalog.addVersion(version));
const manifest = (name: string): ModelManifest => ({
  ...{ version: 1, namespace: "acme", name, format: "onnx", license: "MIT", description: "" },
  files: [{ path: "m.onnx", digest: `sha256:${"11".repeat(32)}`, size: 10 }],
  inputs: [{ name: "x", dtype: "float32", shape: [1] }],
  outputs: [{ name: "y", dtype: "float32", shape: [1] }],
});

describe("namespaces", () => {
  it("are whose who came first; each identity has one, and none looks like another", async () => {
    const claim = (name: string, owner: string) => store.catalog.claimNamespace(name, skeletonOf(name), owner);
    expect(await claim("acme", ada)).toMatchObject({ name: "acme", owner: ada });
    expect(await claim("acme", ada)).toMatchObject({ name: "acme", owner: ada });
    expect(await claim("acrne", bob)).toMatchObject({ name: "acme", owner: ada });
    expect(await claim("other", ada)).toMatchObject({ name: "acme", owner: ada });
    const all = await Promise.all(["qux", "quuz", "corge"].map((name) => claim(name, bob)));
    expect(new Set(all.map(({ name }) => name)).size).toBe(1);
    expect(await store.catalog.namespaceOfOwner(bob)).toEqual(all[0]);
    expect(await store.catalog.namespace("other")).toBeUndefined();
  });
});

describe("versions", () => {
  it("follow one another: of writers at once one wins, and the others are told", async () => {
    const { fullName, name } = await make();
    const all = await Promise.all(Array.from({ length: 5 }, () => add(newModelVersion({ name }))));
    const won = all.flatMap((one) => (one && "added" in one ? [one.added] : []));
    expect(won).toHaveLength(1);
    expect(all.filter((one) => one && "head" in one && one.head === won[0]!.id)).toHaveLength(4);
    const next = newModelVersion({ name, parent: won[0]!.id });
    expect(await add(next)).toMatchObject({ added: { number: 2, parent: won[0]!.id } });
    expect(await add(newModelVersion({ name, parent: won[0]!.id }))).toEqual({ head: next.id });
    expect(await store.catalog.get(fullName)).toMatchObject({ head: next.id, versions: 2 });
    const page = await store.catalog.versions(fullName, { limit: 1 });
    expect([page.items[0]?.id, page.next]).toEqual([next.id, 2]);
    expect((await store.catalog.versions(fullName, { limit: 1, after: 2 })).items[0]?.number).toBe(1);
    expect(await add(newModelVersion({ name: "nowhere" }))).toBeUndefined();
  });

  it("can be found by digest and go with their model, manifests too", async () => {
    const { fullName, name } = await make();
    const digest = `sha256:${"ab".repeat(32)}`;
    await add(newModelVersion({ name, digest, notRunnable: null, manifest: manifest(name) }));
    expect(await store.catalog.versionByDigest(digest)).toMatchObject({ fullName, number: 1 });
    expect(await store.models.byDigest(digest)).toMatchObject({ name, manifest: manifest(name) });
    expect(await store.catalog.newestRunnable(fullName)).toMatchObject({ digest });
    expect(await store.catalog.remove(fullName)).toBe(true);
    expect(await store.catalog.remove(fullName)).toBe(false);
    expect(await store.models.byDigest(digest)).toBeUndefined();
    expect(await store.catalog.versionByDigest(digest)).toBeUndefined();
  });

  it("have names: aliases that move, tags that stay", async () => {
    const { fullName } = await make();
    const [one, two] = ["1".repeat(40), "2".repeat(40)] as const;
    const set = (name: string, kind: "alias" | "tag", version: string) =>
      store.catalog.setRef(fullName, { name, kind, version });
    expect([await set("stable", "alias", one), await set("stable", "alias", two)]).toEqual([true, true]);
    expect([await set("v1", "tag", one), await set("v1", "tag", one), await set("v1", "tag", two)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await set("stable", "tag", two)).toBe(false);
    expect((await store.catalog.refs(fullName)).map(({ name, version }) => [name, version])).toEqual([
      ["stable", two],
      ["v1", one],
    ]);
    expect([await store.catalog.removeRef(fullName, "v1"), await store.catalog.removeRef(fullName, "v1")]).toEqual([
      true,
      false,
    ]);
    expect(await store.catalog.setRef("acme/nowhere", { name: "x", kind: "alias", version: one })).toBe(false);
  });

  it("know what they were made from, both ways", async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    const [va, vb, vc] = [
      newModelVersion({ name: a.name }),
      newModelVersion({ name: b.name }),
      newModelVersion({ name: c.name }),
    ];
    await add(va);
    await add({ ...vb, madeFrom: [va.id] });
    await add({ ...vc, madeFrom: [vb.id, va.id] });
    expect((await store.catalog.ancestors([vc.id], 100)).map(({ madeFrom }) => madeFrom).sort()).toEqual(
      [va.id, va.id, vb.id].sort(),
    );
    expect((await store.catalog.descendants([va.id], 100)).map(({ version }) => version).sort()).toEqual(
      [vb.id, vc.id, vc.id].sort(),
    );
    expect(await store.catalog.descendants([vc.id], 100)).toEqual([]);
  });
});

describe("lists", () => {
  const names: string[] = [];
  const list = (filter: Partial<ModelListing> = {}) =>
    store.catalog.list({
      readers: "nobody",
      runnable: false,
      sort: "name",
      limit: 100,
      namespace: "listed",
      ...filter,
    });
  const namesOf = async (filter: Partial<ModelListing> = {}) =>
    (await list(filter)).items.map(({ repository }) => repository.name);
  beforeAll(async () => {
    for (const [name, visibility] of [
      ["one", "public"],
      ["two", "private"],
      ["three", "gated"],
    ] as const) {
      await store.catalog.create({ namespace: "listed", name, owner: ada, visibility, gating: "manual" });
      const digest = name === "three" ? null : `sha256:${(name === "one" ? "c1" : "c2").repeat(32)}`;
      const card = {
        license: "MIT",
        pipeline_tag: "image-classification",
        tags: ["vision", name],
        library_name: "onnx",
      };
      await add(
        newModelVersion({
          namespace: "listed",
          name,
          card,
          digest,
          text: `<script>Reads</i> <style>handwriting ${name}`,
          manifest: digest ? manifest(name) : null,
        }),
      );
      names.push(name);
    }
    const { head } = (await store.catalog.get("listed/one"))!;
    const again = { parent: head, digest: `sha256:${"c1".repeat(32)}`, manifest: manifest("one") };
    const card = {
      license: "MIT",
      pipeline_tag: "image-classification",
      tags: ["vision", "one"],
      library_name: "onnx",
    };
    await add(newModelVersion({ namespace: "listed", name: "one", card, text: "Reads handwriting one", ...again }));
    await store.history.putStatistics([
      { scope: `program:sha256:${"c1".repeat(32)}`, hardware: "any", runs: 7, sketches: {} },
    ]);
  });

  it("show public and gated models, and private ones to whom they concern", async () => {
    expect(await namesOf()).toEqual(["one", "three"]);
    expect(await namesOf({ readers: { identity: bob } })).toEqual(["one", "three"]);
    expect(await namesOf({ readers: { identity: ada } })).toEqual(["one", "three", "two"]);
    await store.catalog.requestAccess("listed/two", bob, "pending");
    expect(await namesOf({ readers: { identity: bob } })).toHaveLength(2);
    await store.catalog.decideAccess("listed/other", bob, "accepted");
    expect(await namesOf({ readers: { identity: bob } })).toHaveLength(2);
    await store.catalog.decideAccess("listed/two", bob, "accepted");
    expect(await namesOf({ readers: { identity: bob } })).toHaveLength(3);
    expect(await namesOf({ readers: "everybody", runnable: true })).toEqual(["one", "two"]);
  });

  it("filter by what cards say and find words", async () => {
    const all = { readers: "everybody" } as const;
    expect(await namesOf({ ...all, tags: ["vision", "two"] })).toEqual(["two"]);
    expect(
      await namesOf({ ...all, license: "MIT", task: "image-classification", library: "onnx", owner: ada }),
    ).toHaveLength(3);
    expect(await namesOf({ ...all, license: "Apache-2.0" })).toEqual([]);
    expect(await namesOf({ ...all, gated: true })).toEqual(["three"]);
    expect(await namesOf({ ...all, search: "handwr thr" })).toEqual(["three"]);
    expect(await namesOf({ ...all, search: "%'\"); drop" })).toEqual([]);
  });

  it("go on where a page ended, in each order, forwards and backwards", async () => {
    for (const sort of ["name", "updated", "created", "runs"] as const)
      for (const reversed of [false, true]) {
        const whole = await namesOf({ readers: "everybody", sort, reversed });
        expect([...whole].sort()).toEqual([...names].sort());
        const paged: string[] = [];
        let after: [number, string] | undefined;
        do {
          const page = await list({ readers: "everybody", sort, reversed, limit: 1, after });
          paged.push(...page.items.map(({ repository }) => repository.name));
          after = page.next;
        } while (after !== undefined);
        expect(paged).toEqual(whole);
      }
    expect(await namesOf({ readers: "everybody", sort: "runs" })).toMatchObject([
      "one",
      expect.any(String),
      expect.any(String),
    ]);
    expect((await list({ sort: "runs" })).items[0]).toMatchObject({ runs: 7, version: { number: 2 } });
  });
});

it("scans are begun once and remember their verdict", async () => {
  const [a, b] = ["aa".repeat(32), "bb".repeat(32)] as const;
  expect((await store.scans.begin([a, b, a])).sort()).toEqual([a, b]);
  expect(await store.scans.begin([a])).toEqual([]);
  await store.scans.record({ digest: a, state: "refused", reason: "a worm" });
  expect(await store.scans.of([a, b, "cc".repeat(32)])).toEqual(
    expect.arrayContaining([
      { digest: a, state: "refused", reason: "a worm" },
      { digest: b, state: "pending" },
    ]),
  );
});
