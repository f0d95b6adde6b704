import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Store, systemClock } from "@qubix/store";
import { openTestStore } from "@qubix/store/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BlobService } from "../blobs/blob-service.ts";
import { Problem } from "../problem.ts";
import { GarbageCollector } from "./garbage-collector.ts";
import { retentionConfig } from "./retention-config.ts";

/** All times are over at once, so that collectors delete whatever they may, as early as they may. */
const config = retentionConfig.parse({ unusedMs: 1, graceMs: 1, inputsMs: 1, artifactsMs: 1, logsMs: 1 });
const ACCOUNTS = ["A", "B", "C"].map((letter) => letter.repeat(60));

let store: Store;
let blobs: BlobService;
beforeAll(async () => {
  store = await openTestStore({});
  const quota = { bytes: 1e9, blobs: 1e6 };
  blobs = new BlobService({
    ...{ store, clock: systemClock, quota, maxBytes: 1e6, unusedMs: 1, onMoved: () => undefined },
  });
});
afterAll(() => store.close());

const digestOf = (content: string) => createHash("sha256").update(content).digest("hex");

/** @returns false when an old copy was just being deleted */
async function upload(account: string, content: string): Promise<boolean> {
  async function* source() {
    yield Buffer.from(content);
  }
  return blobs.put(account, digestOf(content), content.length, source()).then(
    () => true,
    (error) => {
      if (error instanceof Problem && error.code === "BLOB_BUSY") return false;
      throw error;
    },
  );
}

/** Uploads a file and publishes a version that pins it. @returns false when the file was gone in between */
async function publish(account: string, content: string, holder: string): Promise<boolean> {
  if (!(await upload(account, content))) return false;
  const use = { kind: "model", holder, account } as const;
  return (await store.blobLedger.take(use, [digestOf(content)])).length === 0;
}

let deleted = 0;
async function collectUntil(done: () => boolean): Promise<void> {
  const collector = new GarbageCollector({ store, config, onDeleted: () => deleted++ });
  while (!done()) {
    await collector.adoptOrphans();
    await collector.step();
    await sleep(1);
  }
}

it("nothing that a version pins is deleted, whoever publishes while two collectors run", async () => {
  let version = 0;
  const pinned = new Set<string>();
  const one = fc.record({ account: fc.nat(2), file: fc.nat(3), waitMs: fc.nat(6) });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 4, maxLength: 12 }), async (publishes) => {
      const round = ++version;
      let done = false;
      const collectors = [collectUntil(() => done), collectUntil(() => done)];
      const work = publishes.map(async ({ account, file, waitMs }, i) => {
        await sleep(waitMs);
        const content = `${round} ${file}`;
        const holder = `sha256:${digestOf(`version ${round} ${i}`)}`;
        if (await publish(ACCOUNTS[account]!, content, holder)) pinned.add(content);
        // Nobody needs this one: it keeps the collectors busy.
        await upload(ACCOUNTS[account]!, `${content} ${i} alone`);
      });
      await Promise.all(work).finally(() => (done = true));
      await Promise.all(collectors);
    }),
    { numRuns: 15 },
  );
  // Whatever is left to be deleted goes now.
  let rounds = 0;
  await collectUntil(() => ++rounds > 5);
  expect(pinned.size).toBeGreaterThan(10);
  expect(deleted).toBeGreaterThan(0);
  for (const content of pinned) {
    const pieces: Buffer[] = [];
    for await (const piece of await store.blobs.read(digestOf(content))) pieces.push(Buffer.from(piece));
    expect(String(Buffer.concat(pieces))).toBe(content);
  }
}, 120_000);
