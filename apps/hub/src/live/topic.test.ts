import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedItem, FeedSource } from "./feed-source.ts";
import { Follower } from "./follower.ts";
import { Frame } from "./frame.ts";
import type { Outlet } from "./outlet.ts";
import { ReadTurns } from "./read-turns.ts";
import { Topic } from "./topic.ts";

const key = "ab".repeat(32);

/** A feed in memory that counts how often it is read. */
class Feed implements FeedSource {
  readonly channel = { channel: "job", key } as const;
  readonly wakes = `job:${key}`;
  reads = 0;
  last = 0;
  /** What retention has taken: all up to this number. */
  gone = 0;
  failures = 0;

  async read(after: number, limit: number): Promise<FeedItem[]> {
    this.reads++;
    await turn();
    if (this.failures-- > 0) throw new Error("the database is away");
    const items: FeedItem[] = [];
    for (let seq = Math.max(after, this.gone) + 1; seq <= this.last && items.length < limit; seq++) {
      const body = { type: "progress", attempt: 1, phase: "running" } as const;
      items.push({ seq, frame: new Frame({ type: "job-event", key, event: { seq, time: 0, body } }, seq) });
    }
    return items;
  }

  head = async () => this.last;
}

/** A reader that takes so many messages, then has to be drained. */
class Reader implements Outlet {
  onDrain = () => {};
  ended: string | undefined;
  readonly got: (number | `reset ${number}`)[] = [];
  taken = 0;

  constructor(readonly takes: number) {}

  get ready(): boolean {
    return this.taken < this.takes;
  }

  send({ message }: Frame): void {
    if (message.type === "reset") this.got.push(`reset ${message.from}`);
    if (message.type !== "job-event") return;
    this.taken++;
    this.got.push(message.event.seq);
  }

  end(why: string): void {
    this.ended = why;
  }

  drain(): void {
    this.taken = 0;
    this.onDrain();
  }
}

async function follow(topic: Topic, takes: number, from = 0): Promise<Reader> {
  const reader = new Reader(takes);
  const follower = new Follower(topic, reader, from, () => {});
  reader.onDrain = () => void follower.pump();
  await follower.start();
  return reader;
}

const topicOf = (feed: Feed) => new Topic(feed, new ReadTurns(4), () => {}, feed.last);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe("a topic", () => {
  it("is read once for each wake, however many follow it", async () => {
    const feed = new Feed();
    const topic = topicOf(feed);
    const readers = await Promise.all(Array.from({ length: 1_000 }, () => follow(topic, Number.POSITIVE_INFINITY)));
    for (let wake = 1; wake <= 10; wake++) {
      feed.last += 3;
      await topic.look();
    }
    for (const reader of readers) expect(reader.got).toEqual(upTo(30));
    expect(feed.reads).toBe(10);
  });

  it("is read once for all who come at the same place", async () => {
    const feed = new Feed();
    feed.last = 150;
    const topic = topicOf(feed);
    const readers = await Promise.all(Array.from({ length: 1_000 }, () => follow(topic, Number.POSITIVE_INFINITY, 50)));
    for (const reader of readers) expect(reader.got).toEqual(upTo(150, 51));
    expect(feed.reads).toBe(1);
  });

  it("gives everybody everything once and in order, however slow, while the feed grows and reads fail", async () => {
    const plan = fc.record({
      takes: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
      from: fc.integer({ min: 0, max: 300 }),
      grows: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }),
      failures: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ takes, from, grows, failures }) => {
        const feed = new Feed();
        feed.last = 300;
        const topic = topicOf(feed);
        const readers = await Promise.all(takes.map((n) => follow(topic, n, from)));
        for (const [i, grow] of grows.entries()) {
          feed.last += grow;
          if (i === 3) feed.failures = failures;
          void topic.look();
          if (i % 2 === 0) await turn();
          readers[i % readers.length]!.drain();
        }
        feed.failures = 0;
        for (let calm = 0; calm < 3; calm++) await topic.look();
        // A reader that was sent away because a read failed comes back from its last number.
        for (
          let left = 2_000;
          left > 0 && readers.some(({ got, ended }) => !ended && got.at(-1) !== feed.last);
          left--
        ) {
          if (from >= feed.last) break;
          for (const reader of readers) reader.drain();
          await turn();
        }
        for (const reader of readers) {
          const expected = reader.ended
            ? upTo((reader.got.at(-1) as number | undefined) ?? from, from + 1)
            : upTo(feed.last, from + 1);
          expect(reader.got).toEqual(expected);
        }
        topic.close();
      }),
      { numRuns: 60 },
    );
  });

  it("says where it goes on when the past is not kept", async () => {
    const feed = new Feed();
    feed.last = 100;
    feed.gone = 60;
    const topic = topicOf(feed);
    expect((await follow(topic, 1_000, 10)).got).toEqual(["reset 60", ...upTo(100, 61)]);
    expect((await follow(topic, 1_000, 60)).got).toEqual(upTo(100, 61));
    expect((await follow(topic, 1_000, 500)).got).toEqual(["reset 100"]);
    feed.gone = 100;
    expect((await follow(topic, 1_000, 10)).got).toEqual(["reset 100"]);
  });
});
