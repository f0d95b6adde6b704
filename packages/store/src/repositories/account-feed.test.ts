import { randomBytes, randomInt } from "node:crypto";
import type { AccountEvent } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channels } from "../live/channels.ts";
import { decodeStateChanges, type StateChange } from "../live/state-changes.ts";
import type { Store } from "../store.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const somebody = () => randomBytes(30).toString("hex").toUpperCase();
const progress = { type: "progress", attempt: 1, phase: "running" } as const;
const transaction = { type: "transaction", id: "x", procedure: "CreateJob", state: "sent", tick: 1 } as const;

/** Reads a feed by pages from `after` on until nothing comes. */
async function readAll(identity: string, after = 0, limit = 7): Promise<AccountEvent[]> {
  const all: AccountEvent[] = [];
  for (;;) {
    const page = await store.accountFeed.events(identity, all.at(-1)?.seq ?? after, limit);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("an account's feed", () => {
  it("holds what happens to all of its jobs, without progress and log lines", async () => {
    const requester = somebody();
    const [a, b] = [newJob({ requester }), newJob({ requester })];
    await store.jobs.insert(a);
    await store.jobs.insert(b);
    await store.jobs.appendEvents(a.key, [progress, transaction, progress]);
    await store.jobs.change(b.key, 1, { state: "funded" }, [transaction]);
    const events = await readAll(requester);
    expect(events.map((event) => event.type === "job" && [event.key, event.jobSeq, event.body.type])).toEqual([
      [a.key, 1, "state"],
      [b.key, 1, "state"],
      [a.key, 3, "transaction"],
      [b.key, 2, "state"],
      [b.key, 3, "transaction"],
    ]);
    expect(events.map(({ seq }) => seq)).toEqual(numbers(1, 5));
    expect(await store.accountFeed.heads([requester, somebody()])).toEqual(new Map([[requester, 5]]));
    expect(await store.accountFeed.events(somebody(), 0, 10)).toEqual([]);
  });

  it("numbers notices together with events of jobs", async () => {
    const requester = somebody();
    await store.jobs.insert(newJob({ requester }));
    await store.accountFeed.notify(requester, { type: "signed-in", session: "s1" });
    await store.transaction(async (within) => {
      await within.accountFeed.notify(requester, { type: "signed-out", session: "s1" });
      await within.jobs.insert(newJob({ requester }));
    });
    const events = await readAll(requester, 0, 2);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(events.map(({ type, body }) => [type, body.type])).toEqual(
      expect.arrayContaining([
        ["job", "state"],
        ["notice", "signed-in"],
        ["notice", "signed-out"],
      ]),
    );
  });

  it("has nothing of a transaction that was rolled back", async () => {
    const requester = somebody();
    const work = store.transaction(async (within) => {
      await within.jobs.insert(newJob({ requester }));
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await store.accountFeed.heads([requester])).toEqual(new Map());
  });

  it("never shows a smaller number later, whoever writes at once, and nobody waits for ever", async () => {
    const people = Array.from({ length: 4 }, somebody);
    const jobs = people.flatMap((requester) => [newJob({ requester }), newJob({ requester })]);
    for (const job of jobs) await store.jobs.insert(job);
    let writing = true;
    // Transactions over several jobs of several people, locked in the order that everybody keeps.
    const writers = Array.from({ length: 8 }, async () => {
      for (let i = 0; i < 12; i++) {
        const some = jobs.filter(() => randomInt(3) === 0).map(({ key }) => key);
        await store.transaction(async (within) => {
          await within.jobs.lock(some);
          for (const key of some.toReversed())
            await within.jobs.appendEvents(key, [transaction, progress, transaction]);
          if (randomInt(4) === 0)
            await within.accountFeed.notify(people[randomInt(4)]!, { type: "signed-out", session: "s" });
        });
      }
    });
    const seen = new Map(people.map((identity) => [identity, [] as number[]]));
    const readers = people.map(async (identity) => {
      const mine = seen.get(identity)!;
      for (let last = false; !last; ) {
        last = !writing;
        for (;;) {
          const page = await store.accountFeed.events(identity, mine.at(-1) ?? 0, 5);
          if (page.length === 0) break;
          mine.push(...page.map(({ seq }) => seq));
        }
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(readers);
    const heads = await store.accountFeed.heads(people);
    for (const [identity, mine] of seen) expect(mine).toEqual(numbers(1, heads.get(identity)!));
  });

  it("wakes its readers, and those who want to know of the states of jobs", async () => {
    const requester = somebody();
    let woken = 0;
    const changes: StateChange[] = [];
    const ends = [
      await store.pubSub.subscribe(channels.account(requester), () => woken++),
      await store.pubSub.subscribe(channels.stateChanges, (text) => changes.push(...decodeStateChanges(text))),
    ];
    const open = newJob({ requester });
    const secret = newJob({ requester, visibility: "private" });
    await store.transaction(async (within) => {
      await within.jobs.insert(open);
      await within.jobs.insert(secret);
      await within.jobs.change(open.key, 1, { state: "funded" });
      for (let i = 0; i < 100; i++) await within.jobs.insert(newJob({ requester }));
    });
    await expect.poll(() => woken).toBeGreaterThan(0);
    await expect.poll(() => changes.length).toBe(103);
    expect(changes.slice(0, 3)).toEqual([
      { key: open.key, state: "submitted" },
      { state: "submitted" },
      { key: open.key, state: "funded", previous: "submitted" },
    ]);
    for (const end of ends) await end();
  });
});
