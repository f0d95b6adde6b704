import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HubClient, type LiveNews } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveHub, upTo } from "./live-hub.ts";

const KILLS = 2;
const WAIT = { timeout: 90_000 };
let hub: LiveHub;
let config: { file: string; url: string };
beforeAll(async () => {
  hub = await LiveHub.prepare();
  config = await hub.writeConfig();
});
afterAll(() => hub.close());

/** The hub as a process of its own, which writes too. */
async function spawnHub(identity: string): Promise<ChildProcess> {
  const main = fileURLToPath(new URL("./live-writer.ts", import.meta.url));
  const args = ["--import", import.meta.resolve("tsx"), main, config.file, identity, join(hub.folder, "journal")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: child.stdout! }), "line");
  return child;
}

/** What was committed, by job. */
function journal(): Map<string, number> {
  const lines = readFileSync(join(hub.folder, "journal"), "utf8").trim().split("\n");
  return new Map(lines.filter((line) => line !== "").map((line) => [line.slice(0, 64), Number(line.slice(65))]));
}

describe("a hub that is killed again and again", () => {
  it("loses nothing for those who follow, and tells nothing twice", async () => {
    const keyPair = keyPairFromSeed(createSeed());
    const { identity } = keyPair;
    writeFileSync(join(hub.folder, "journal"), "");
    let child = await spawnHub(identity);
    const client = new HubClient({ url: config.url, network: "devnet", keyPair });
    const stop = new AbortController();
    const numbers = new Map<string, number[]>();
    const gather = async (of: string, news: AsyncIterable<LiveNews>) => {
      const mine: number[] = [];
      numbers.set(of, mine);
      for await (const item of news) {
        if (item.type === "reset") throw new Error(`${of} was reset`);
        if (item.type === "job-event" || item.type === "account-event") mine.push(item.event.seq);
      }
    };
    const { signal } = stop;
    const following = [gather(identity, client.live.follow({ channel: "account", identity }, { from: 0, signal }))];
    for (let kill = 0; kill < KILLS; kill++) {
      const before = journal().size;
      await expect.poll(() => journal().size, WAIT).toBeGreaterThanOrEqual(before + 3);
      for (const key of [...journal().keys()].slice(before))
        following.push(gather(key, client.live.follow({ channel: "job", key }, { signal })));
      await sleep(200 * kill);
      child.kill("SIGKILL");
      await once(child, "close");
      child = await spawnHub(identity);
    }
    const rows = journal();
    for (const [key, committed] of rows)
      if (numbers.has(key))
        await expect.poll(() => numbers.get(key)!.at(-1) ?? 0, WAIT).toBeGreaterThanOrEqual(committed);
    for (const [key, seen] of numbers) {
      expect(seen, key).toEqual(upTo(seen.length));
      expect(seen.length).toBeGreaterThan(0);
    }
    const account = numbers.get(identity)!;
    const events = [...rows.values()].reduce((sum, last) => sum + 1 + (last - 1) / 3, 0);
    await expect.poll(() => account.length, WAIT).toBeGreaterThanOrEqual(events);
    expect(account).toEqual(upTo(account.length));
    stop.abort();
    await Promise.all(following);
    child.kill("SIGKILL");
    await once(child, "close");
  }, 400_000);
});
