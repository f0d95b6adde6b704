import { createHash, randomBytes } from "node:crypto";
import type { JobRecord } from "@qubix/market";
import { JobSpec } from "@qubix/protocol";
import { type Store, systemClock } from "@qubix/store";
import { openTestStore } from "@qubix/store/testing";
import { newJob } from "@qubix/store/testing/fixtures";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BlobService } from "../blobs/blob-service.ts";
import { Problem } from "../problem.ts";
import { DataEraser } from "./data-eraser.ts";
import { GarbageCollector } from "./garbage-collector.ts";
import { retentionConfig } from "./retention-config.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const config = retentionConfig.parse({});

let store: Store;
let blobs: BlobService;
let eraser: DataEraser;
let offset = 0;
const clock = { ...systemClock, now: () => Date.now() + offset };
beforeAll(async () => {
  store = await openTestStore({ clock });
  const quota = { bytes: 1e9, blobs: 1e6 };
  blobs = new BlobService({
    ...{ store, clock, quota, maxBytes: 1e6, unusedMs: config.unusedMs, onMoved: () => undefined },
  });
  eraser = new DataEraser(store);
});
afterAll(() => store.close());

/** A store whose calls fail at the `n`th: as if the process died there, since nothing after it happens. */
function dying(n: number): Store {
  let calls = 0;
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const member = Reflect.get(object, name) as unknown;
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          if (++calls >= n) throw new Error("killed");
          return member.apply(object, args);
        };
      },
    });
  return {
    ...store,
    blobs: mortal(store.blobs),
    blobGarbage: mortal(store.blobGarbage),
    jobData: mortal(store.jobData),
  };
}

const collector = (on: Store = store) => new GarbageCollector({ store: on, config, onDeleted: () => undefined });
async function collect(): Promise<void> {
  const whole = collector();
  await whole.adoptOrphans();
  while (await whole.step());
}

let people = 0;
const person = () => `PERSON${String(++people).padStart(54, "A")}`;
async function upload(account: string, bytes: Uint8Array = randomBytes(20)): Promise<string> {
  const digest = createHash("sha256").update(bytes).digest("hex");
  async function* source() {
    yield bytes;
  }
  await blobs.put(account, digest, bytes.length, source());
  return digest;
}
const isHere = async (digest: string) => (await store.blobs.size(digest)) !== undefined;

const limits = { fuel: "5", memoryMiB: 1, wallSeconds: 2, outputBytes: 3 };
const spec = {
  ...{ version: 1, kind: "wasm", program: { digest: `sha256:${"ab".repeat(32)}`, size: 9 }, limits },
  ...{ arguments: ["secret"], environment: { KEY: "secret" }, inputs: [], seal: "cd".repeat(32) },
};
async function submit(
  requester: string,
  inputs: string[],
  visibility: "public" | "private" = "public",
): Promise<JobRecord> {
  const record = newJob({ requester, visibility, spec: JSON.stringify(spec), name: "mine" });
  return store.transaction(async (within) => {
    const { job } = await within.jobs.insert(record);
    const [missing] = await within.blobLedger.take({ kind: "input", holder: job.key, account: requester }, inputs);
    if (missing !== undefined) throw new Problem("INPUT_MISSING", missing);
    return job;
  });
}
async function end({ key }: JobRecord): Promise<void> {
  const job = (await store.jobs.get(key))!;
  await store.jobs.change(key, job.version, { state: "failed", closeReason: "dropped" });
}
async function deliver({ key }: JobRecord, provider: string): Promise<string> {
  const digest = await upload(provider);
  await store.transaction((within) => within.blobLedger.takeArtifact(key, provider, digest));
  return digest;
}

describe("what is kept", () => {
  it("lasts for a live job as long as it lives, then for the time of its kind", async () => {
    const [requester, provider] = [person(), person()];
    const [used, unused] = [await upload(requester), await upload(requester)];
    const job = await submit(requester, [used]);
    const result = await deliver(job, provider);
    await store.logs.append(job.key, 1, "ab".repeat(32), 0, [Uint8Array.of(1)], 100);
    offset += 2 * DAY;
    await collect();
    offset += 2 * HOUR;
    await collect();
    expect([await isHere(used), await isHere(unused), await isHere(result)]).toEqual([true, false, true]);
    offset += 90 * DAY;
    await collect();
    offset += 2 * HOUR;
    await collect();
    expect([await isHere(used), await isHere(result)]).toEqual([true, true]);
    await end(job);
    await collect();
    offset += 8 * DAY;
    await collect();
    // Marked now, and deleted only after the grace time.
    expect([await isHere(used), await isHere(result)]).toEqual([true, true]);
    offset += 2 * HOUR;
    await collect();
    expect([await isHere(used), await isHere(result)]).toEqual([false, true]);
    expect(await store.logs.read(job.key, { limit: 9 })).toHaveLength(1);
    offset += 30 * DAY;
    await collect();
    offset += 2 * HOUR;
    await collect();
    expect(await isHere(result)).toBe(false);
    expect(await store.logs.read(job.key, { limit: 9 })).toHaveLength(0);
    expect(await store.blobLedger.usage(requester)).toEqual({ bytes: 0, blobs: 0 });
    expect(await store.blobLedger.usage(provider)).toEqual({ bytes: 0, blobs: 0 });
    expect((await store.jobs.get(job.key))?.state).toBe("failed");
  });

  it("is kept by whoever takes it between mark and deletion", async () => {
    const [one, other] = [person(), person()];
    const bytes = randomBytes(20);
    const digest = await upload(one, bytes);
    offset += 2 * DAY;
    await collect();
    await expect(submit(one, [digest])).rejects.toMatchObject({ code: "INPUT_MISSING" });
    await upload(other, bytes);
    const job = await submit(other, [digest]);
    offset += 2 * HOUR;
    await collect();
    expect(await isHere(digest)).toBe(true);
    await end(job);
  });

  it("is deleted on request, as often as it is asked for, but not under a live job or a neighbour", async () => {
    const [requester, neighbour, provider] = [person(), person(), person()];
    const bytes = randomBytes(20);
    const shared = await upload(requester, bytes);
    await upload(neighbour, bytes);
    const theirs = await submit(neighbour, [shared]);
    const job = await submit(requester, [shared, await upload(requester)], "private");
    const result = await deliver(job, provider);
    await expect(eraser.job(requester, job.key)).rejects.toMatchObject({ code: "JOB_STATE" });
    await end(job);
    await expect(eraser.job(neighbour, job.key)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(blobs.drop(requester, shared)).rejects.toMatchObject({ code: "BLOB_IN_USE" });
    for (let again = 0; again < 2; again++) await eraser.job(requester, job.key);
    await blobs.drop(requester, shared);
    offset += 2 * HOUR;
    await collect();
    offset += DAY + HOUR;
    await collect();
    offset += 2 * HOUR;
    await collect();
    expect([await isHere(shared), await isHere(result)]).toEqual([true, false]);
    expect(await store.jobs.get(job.key)).toMatchObject({ specDigest: job.specDigest, escrow: job.escrow });
    const left = (await store.jobs.get(job.key))!;
    expect(left.name).toBeUndefined();
    expect(JobSpec.parse(JSON.parse(left.spec))).toMatchObject({ arguments: [], inputs: [], limits });
    await end(theirs);
    await eraser.account(neighbour);
    await eraser.account(neighbour);
    await collect();
    offset += 2 * HOUR;
    await collect();
    expect(await isHere(shared)).toBe(false);
    expect(await store.blobLedger.usage(neighbour)).toEqual({ bytes: 0, blobs: 0 });
  });

  it("is found when a crash has left it without an entry", async () => {
    const bytes = randomBytes(30);
    const digest = createHash("sha256").update(bytes).digest("hex");
    async function* source() {
      yield bytes;
    }
    await store.blobs.put(digest, source(), 100);
    offset += 2 * DAY;
    await collect();
    expect(await isHere(digest)).toBe(true);
    offset += 2 * HOUR;
    await collect();
    expect(await isHere(digest)).toBe(false);
  });
});

describe("garbage collection", () => {
  it("never takes what a live job or a model needs, wherever it is killed", async () => {
    const contents = Array.from({ length: 5 }, () => randomBytes(16));
    const which = fc.nat(contents.length - 1);
    const act = fc.oneof(
      fc.record({ what: fc.constant("upload" as const), which }),
      fc.record({ what: fc.constant("submit" as const), which }),
      fc.record({ what: fc.constant("end" as const), which }),
      fc.record({ what: fc.constant("erase" as const), which }),
      fc.record({ what: fc.constant("drop" as const), which }),
      fc.record({ what: fc.constant("publish" as const), which }),
      fc.record({ what: fc.constant("wait" as const), which: fc.constantFrom(HOUR, 2 * HOUR, 2 * DAY, 9 * DAY) }),
      fc.record({ what: fc.constant("collect" as const), which: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ what: fc.constant("collect" as const), which: fc.constant(1e9) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
        const account = person();
        const digests = contents.map((bytes) => createHash("sha256").update(bytes).update(account).digest());
        const bytesOf = (n: number) => Buffer.concat([contents[n]!, Buffer.from(account)]);
        const names = digests.map((_, n) => createHash("sha256").update(bytesOf(n)).digest("hex"));
        const live: { job: JobRecord; digest: string }[] = [];
        const ended: JobRecord[] = [];
        const published = new Set<string>();
        const refusable = async (work: Promise<unknown>) => {
          const error = await work.then(
            () => undefined,
            (reason) => reason as unknown,
          );
          if (error !== undefined && !(error instanceof Problem)) throw error;
          return error === undefined;
        };
        for (const { what, which } of acts) {
          const digest = names[which] ?? "";
          if (what === "wait") offset += which;
          else if (what === "upload") await refusable(upload(account, bytesOf(which)));
          else if (what === "drop") await refusable(blobs.drop(account, digest));
          else if (what === "submit") {
            let job: JobRecord | undefined;
            await refusable(submit(account, [digest]).then((made) => (job = made)));
            if (job) live.push({ job, digest });
          } else if (what === "publish") {
            const missing = await store.blobLedger.take({ kind: "model", holder: digest, account }, [digest]);
            if (missing.length === 0) published.add(digest);
          } else if (what === "end") {
            const one = live.shift();
            if (one) await end(one.job);
            if (one) ended.push(one.job);
          } else if (what === "erase") {
            const one = ended.at(-1);
            if (one) await eraser.job(account, one.key);
          } else {
            const mortal = collector(dying(which));
            await Promise.resolve(mortal.adoptOrphans().then(() => mortal.step())).catch((error: Error) => {
              if (error.message !== "killed") throw error;
            });
          }
          for (const one of live) expect(await isHere(one.digest)).toBe(true);
          for (const one of published) expect(await isHere(one)).toBe(true);
        }
        // When all has ended, all goes.
        for (const { job } of live) await end(job);
        for (let n = 0; n < 3; n++) {
          await collect();
          offset += 9 * DAY;
        }
        await collect();
        for (const name of names) expect(await isHere(name)).toBe(published.has(name));
        const sizes = await store.blobLedger.sizes(names);
        expect([...sizes.keys()].sort()).toEqual([...published].sort());
      }),
      { numRuns: 30 },
    );
  }, 240_000);

  it("loses no race against those who upload and submit at the same time", async () => {
    const account = person();
    const bytes = randomBytes(24);
    for (let round = 0; round < 15; round++) {
      await upload(account, bytes);
      offset += 2 * DAY;
      await collect();
      offset += 2 * HOUR;
      const tries = Array.from({ length: 4 }, async () => {
        const digest = await upload(account, bytes);
        return { job: await submit(account, [digest]), digest };
      });
      const done = await Promise.allSettled([collect(), ...tries]);
      for (const one of done.slice(1)) {
        if (one.status === "rejected") expect((one.reason as Problem).code).toMatch(/BLOB_BUSY|INPUT_MISSING/);
        else {
          const { job, digest } = (one as PromiseFulfilledResult<{ job: JobRecord; digest: string }>).value;
          expect(await isHere(digest)).toBe(true);
          await end(job);
          await eraser.job(account, job.key);
        }
      }
    }
  });
});
