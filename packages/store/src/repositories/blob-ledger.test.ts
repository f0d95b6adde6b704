import { createHash, randomBytes } from "node:crypto";
import type { BlobQuota } from "@qubix/market";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob, newModelVersion } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const PLENTY: BlobQuota = { bytes: 1e12, blobs: 1e9 };
const LATER = 4e12;
let people = 0;
const person = () => `PERSON${String(++people).padStart(54, "A")}`;
const newDigest = () => createHash("sha256").update(randomBytes(8)).digest("hex");
const hold = (account: string, digest: string, size = 10, quota = PLENTY, until = LATER) =>
  store.blobLedger.claim(account, { digest, size }, { state: "held", until, quota });
const input = (account: string, holder = newDigest()) => ({ kind: "input", holder, account }) as const;
const stranger = { providers: [] };

describe("claims", () => {
  it("count each blob once for each account, up to the quota", async () => {
    const [one, other] = [person(), person()];
    const [a, b, c] = [newDigest(), newDigest(), newDigest()];
    const quota = { bytes: 25, blobs: 2 };
    expect(await hold(one, a, 10, quota)).toBe("ok");
    expect(await hold(one, a, 10, quota)).toBe("ok");
    expect(await hold(other, a, 10, quota)).toBe("ok");
    expect(await hold(one, b, 16, quota)).toBe("bytes");
    expect(await hold(one, b, 15, quota)).toBe("ok");
    expect(await hold(one, c, 0, quota)).toBe("blobs");
    expect(await store.blobLedger.usage(one)).toEqual({ bytes: 25, blobs: 2 });
    expect(await store.blobLedger.usage(other)).toEqual({ bytes: 10, blobs: 1 });
    expect(await store.blobLedger.drop(one, a)).toBe("dropped");
    expect(await store.blobLedger.drop(one, a)).toBe("unknown");
    expect(await store.blobLedger.usage(one)).toEqual({ bytes: 15, blobs: 1 });
    expect(await store.blobLedger.sizes([a, b, c])).toEqual(
      new Map([
        [a, 10],
        [b, 15],
      ]),
    );
  });

  it("reserve before the bytes are here, which nobody can use yet", async () => {
    const one = person();
    const digest = newDigest();
    const reserve = (size: number) =>
      store.blobLedger.claim(
        one,
        { digest, size },
        { state: "reserved", until: LATER, quota: { bytes: 100, blobs: 9 } },
      );
    expect(await reserve(101)).toBe("bytes");
    expect(await reserve(80)).toBe("ok");
    expect(await hold(one, newDigest(), 30, { bytes: 100, blobs: 9 })).toBe("bytes");
    expect(await store.blobLedger.take(input(one), [digest])).toEqual([digest]);
    expect((await store.blobLedger.access(digest, { ...stranger, account: one })).claimed).toBe(false);
    await store.blobLedger.release(one, digest);
    expect(await store.blobLedger.usage(one)).toEqual({ bytes: 0, blobs: 0 });
    expect(await reserve(80)).toBe("ok");
    expect(await hold(one, digest, 70)).toBe("ok");
    await store.blobLedger.release(one, digest);
    expect(await store.blobLedger.usage(one)).toEqual({ bytes: 70, blobs: 1 });
  });

  it("sum up right, whatever happens at the same time", async () => {
    const accounts = [person(), person()];
    const digests = Array.from({ length: 6 }, newDigest);
    const quota = { bytes: 30, blobs: 4 };
    const act = fc.tuple(fc.constantFrom("hold", "reserve", "release", "drop"), fc.nat(1), fc.nat(5));
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        await Promise.all(
          acts.map(([what, who, which]) => {
            const account = accounts[who]!;
            const blob = { digest: digests[which]!, size: which + 5 };
            if (what === "release") return store.blobLedger.release(account, blob.digest);
            if (what === "drop") return store.blobLedger.drop(account, blob.digest);
            const state = what === "hold" ? "held" : "reserved";
            return store.blobLedger.claim(account, blob, { state, until: LATER, quota });
          }),
        );
        for (const account of accounts) {
          const usage = await store.blobLedger.usage(account);
          expect(usage.bytes).toBeLessThanOrEqual(quota.bytes);
          expect(usage.blobs).toBeLessThanOrEqual(quota.blobs);
          let [bytes, blobs] = [0, 0];
          for (const [i, digest] of digests.entries()) {
            const held = await store.blobLedger.drop(account, digest);
            if (held !== "dropped") continue;
            bytes += i + 5;
            blobs++;
          }
          expect(usage).toEqual({ bytes, blobs });
          expect(await store.blobLedger.usage(account)).toEqual({ bytes: 0, blobs: 0 });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("uses", () => {
  it("are of blobs that the account brought, or of models", async () => {
    const [one, other] = [person(), person()];
    const [mine, shared, nowhere] = [newDigest(), newDigest(), newDigest()];
    await hold(one, mine);
    await hold(one, shared);
    expect(await store.blobLedger.take(input(other), [mine, nowhere])).toEqual([mine, nowhere]);
    const version = newModelVersion({ namespace: one.toLowerCase(), author: one });
    const { fullName } = version;
    const name = { namespace: one.toLowerCase(), name: "model", owner: one } as const;
    await store.catalog.create({ ...name, visibility: "private", gating: "manual" });
    await store.transaction((within) => within.catalog.addVersion(version));
    const use = { kind: "model", holder: version.id, account: one } as const;
    expect(await store.blobLedger.take(use, [shared])).toEqual([]);
    // A private model's files are for whom its owner lets in, however they know the digest.
    expect(await store.blobLedger.take(input(other), [shared])).toEqual([shared]);
    expect(await store.blobLedger.access(shared, { ...stranger, account: other })).toMatchObject({ models: [] });
    await store.catalog.decideAccess(fullName, other, "accepted");
    expect(await store.blobLedger.take(input(other), [shared, shared])).toEqual([]);
    await store.catalog.change(fullName, { visibility: "gated" });
    expect(await store.blobLedger.access(shared, stranger)).toMatchObject({ models: [] });
    await store.catalog.change(fullName, { visibility: "public" });
    expect(await store.blobLedger.take(input(person()), [shared])).toEqual([]);
    expect(await store.blobLedger.take(input(one), [mine, shared])).toEqual([]);
    expect(await store.blobLedger.drop(one, mine)).toBe("in-use");
    expect(await store.blobLedger.access(shared, stranger)).toMatchObject({
      models: [{ digest: null, visibility: "public" }],
    });
    expect(await store.blobLedger.access(mine, stranger)).toEqual({
      ...{ models: [], claimed: false, assigned: false, artifactOf: [] },
    });
    expect(await store.blobLedger.access(mine, { ...stranger, account: one })).toMatchObject({ claimed: true });
  });

  it("of a result move its claim to the requester, whose quota does not stop it", async () => {
    const [requester, provider] = [person(), person()];
    const { job } = await store.jobs.insert(newJob({ requester }));
    const digest = newDigest();
    expect(await store.blobLedger.takeArtifact(job.key, provider, digest)).toBe(false);
    await hold(provider, digest, 40);
    for (let repeat = 0; repeat < 2; repeat++)
      expect(await store.transaction((within) => within.blobLedger.takeArtifact(job.key, provider, digest))).toBe(true);
    expect(await store.blobLedger.usage(provider)).toEqual({ bytes: 0, blobs: 0 });
    expect(await store.blobLedger.usage(requester)).toEqual({ bytes: 40, blobs: 1 });
    expect((await store.blobLedger.access(digest, stranger)).artifactOf).toEqual([job.key]);
    // The claim's time is over, but the job needs it.
    expect(await store.blobGarbage.expireClaims(LATER, 100)).toBe(0);
    expect(await store.blobLedger.drop(requester, digest)).toBe("in-use");
  });
});
