/**
 * How many readers does one hub process hold, and how soon do they hear? 10,000 connections follow jobs to which nothing
 * happens; 1,000 more follow 50 jobs whose events are committed at a growing pace. Time counts from the commit in the
 * writing process to the message in the reading one. With `--services` the writer is a process of its own, on PostgreSQL
 * and Redis; without, it is the hub's, on the embedded database.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startDevnet } from "@qubix/devnet";
import type { NetworkDefinition } from "@qubix/protocol";
import { createSeed, identityFromPublicKey } from "@qubix/qubic";
import { Child } from "./live/child.ts";
import type { Mark } from "./live/messages.ts";
import { percentiles } from "./noop/percentiles.ts";
import { rerunOnServices } from "./noop/with-services.ts";

const IDLE = 10_000;
const IDLE_JOBS = 1_000;
const ACTIVE = 1_000;
const ACTIVE_JOBS = 50;
const READER_PROCESSES = 4;
/** Commits in a second, one pace after the other; each means `ACTIVE / ACTIVE_JOBS` messages. */
const PACES = [25, 50, 100, 200, 400, 800];
const SECONDS = 8;
/** A pace is held when almost all readers hear sooner than this. */
const SOON_MS = 250;
const WASM = new URL("../contracts/dist/Qubix.wasm", import.meta.url);

interface Pace {
  messagesPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

interface Figures extends Pace {
  connections: number;
  rssMb: number;
  rssPerConnectionKb: number;
  connectSeconds: number;
  paces: Pace[];
}

export async function bench(args: string[]): Promise<Figures> {
  if (args.includes("--services") && !process.env.DATABASE_URL) rerunOnServices();
  const folder = mkdtempSync(join(tmpdir(), "qubix-live-"));
  const devnet = await startDevnet({
    seed: folder,
    accounts: [],
    contract: { wasm: readFileSync(WASM) },
    ocMachines: [],
  });
  const children: Child[] = [];
  try {
    return await measure(folder, devnet, async (file, processArgs) => {
      const child = await Child.start(file, processArgs);
      children.push(child);
      return child;
    });
  } finally {
    await Promise.all(children.reverse().map((child) => child.stop()));
    await devnet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  folder: string,
  devnet: { tcpPort: number; arbitratorPublicKey: Uint8Array },
  start: (file: URL, args: string[]) => Promise<Child>,
): Promise<Figures> {
  const config = await configure(folder, devnet);
  const hub = await start(new URL("./live/hub-process.ts", import.meta.url), [JSON.stringify(config)]);
  const services = servicesOf();
  const writer = services.databaseUrl
    ? await start(new URL("./live/writer-process.ts", import.meta.url), [JSON.stringify(services)])
    : hub;
  const url = `ws://127.0.0.1:${config.listen.port}/api/v1/live`;
  const readers = await Promise.all(
    Array.from({ length: READER_PROCESSES }, (_, i) =>
      start(new URL("./live/reader-process.ts", import.meta.url), [url, `127.0.0.${i + 2}`]),
    ),
  );
  const idleJobs = await writer.ask<string[]>({ do: "jobs", count: IDLE_JOBS });
  const activeJobs = await writer.ask<string[]>({ do: "jobs", count: ACTIVE_JOBS });
  const before = await hub.ask<number>({ do: "memory" });
  const began = performance.now();
  await Promise.all(readers.map((reader) => reader.ask({ do: "open", keys: spread(idleJobs, IDLE), timed: false })));
  const connectSeconds = (performance.now() - began) / 1000;
  const rss = await hub.ask<number>({ do: "memory" });
  console.error(`${IDLE} idle connections in ${connectSeconds.toFixed(1)} s`);
  await Promise.all(readers.map((reader) => reader.ask({ do: "open", keys: spread(activeJobs, ACTIVE), timed: true })));
  const paces: Pace[] = [];
  for (const perSecond of PACES) {
    const pace = await hold(writer, readers, activeJobs, perSecond);
    paces.push(pace);
    console.error(`${perSecond} commits/s: ${JSON.stringify(pace)}`);
    if (pace.p99Ms > SOON_MS) break;
  }
  const best = paces.findLast(({ p99Ms }) => p99Ms <= SOON_MS) ?? paces[0]!;
  const open = await Promise.all(readers.map((reader) => reader.ask<{ open: number }>({ do: "received" })));
  return {
    connections: open.reduce((sum, reader) => sum + reader.open, 0),
    ...best,
    rssMb: Math.round(rss / 2 ** 20),
    rssPerConnectionKb: Math.round(((rss - before) / IDLE / 1024) * 10) / 10,
    connectSeconds: Math.round(connectSeconds * 10) / 10,
    paces,
  };
}

/** Keys of so many of a reader process's connections. */
function spread(keys: string[], connections: number): string[] {
  return Array.from({ length: connections / READER_PROCESSES }, (_, i) => keys[i % keys.length]!);
}

/** Commits at one pace and waits until all has come through. */
async function hold(writer: Child, readers: Child[], keys: string[], perSecond: number): Promise<Pace> {
  const began = performance.now();
  const committed = await writer.ask<Mark[]>({ do: "write", keys, perSecond, seconds: SECONDS });
  const wanted = (committed.length * ACTIVE) / keys.length;
  const at = new Map(committed.map(([of, seq, time]) => [`${of}:${seq}`, time]));
  const times: number[] = [];
  for (let left = 600; times.length < wanted; left--) {
    if (left === 0) throw new Error(`${wanted - times.length} messages did not come.`);
    for (const { marks } of await Promise.all(readers.map((one) => one.ask<{ marks: Mark[] }>({ do: "received" }))))
      for (const [of, seq, time] of marks) times.push(time - at.get(`${of % keys.length}:${seq}`)!);
    await sleep(50);
  }
  const { p50, p99 } = percentiles(times);
  const round = (value: number) => Math.round(value * 10) / 10;
  const seconds = (performance.now() - began) / 1000;
  return { messagesPerSecond: Math.round(wanted / seconds), p50Ms: round(p50), p99Ms: round(p99) };
}

function servicesOf() {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
  return { ...(databaseUrl && { databaseUrl }), ...(redisUrl && { redisUrl }) };
}

async function configure(folder: string, devnet: { tcpPort: number; arbitratorPublicKey: Uint8Array }) {
  const network: NetworkDefinition = {
    id: "devnet",
    name: "bench",
    nodes: [{ host: "127.0.0.1", port: devnet.tcpPort }],
    contract: { index: 29 },
    ocInterface: 1,
    arbitrator: identityFromPublicKey(devnet.arbitratorPublicKey),
    tickOffset: 3,
    tickMs: 400,
  };
  writeFileSync(join(folder, "network.json"), JSON.stringify(network));
  writeFileSync(join(folder, "hot.seed"), createSeed());
  return {
    ...servicesOf(),
    dataDir: join(folder, "hub"),
    network: join(folder, "network.json"),
    hotKeyFile: join(folder, "hot.seed"),
    listen: { port: await freePort() },
    ...(process.env.REDIS_URL && { roles: ["api"] }), // alone, a process has all roles
    live: { maxConnectionsPerAddress: IDLE },
    logLevel: "error",
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
