/**
 * How many requests does a hub's API answer? Reads (a job, a list of jobs, the network) from many connections, then
 * signed submissions that are checked, recorded and sent to the chain. Nobody runs the jobs.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type HubServices, startLocalnet } from "@qubix/localnet";
import { testServices } from "@qubix/store/testing";
import { measureReads, type ReadFigures } from "./api/reads.ts";
import { measureSubmits, type SubmitFigures } from "./api/submits.ts";
import { usageOf } from "./noop/process-usage.ts";
import { rerunOnServices } from "./noop/with-services.ts";

/** QU of each requester: far more than the jobs cost. */
const PLENTY = 10_000_000_000n;
const REQUESTERS = 8;

interface ApiFigures {
  engine: "embedded" | "services";
  readsPerSecond: number;
  submitsPerSecond: number;
  reads: ReadFigures;
  submits: SubmitFigures;
  /** Memory of the hub's process after both. */
  rssMb: number;
}

/**
 * The figures of the first run, and those of all as `runs`.
 * @param args `--services`: on PostgreSQL and Redis beside the embedded database; `--seconds N`: for each measurement
 */
export async function bench(args: string[]): Promise<ApiFigures & { runs: ApiFigures[] }> {
  const { values } = parseArgs({
    args,
    options: { services: { type: "boolean", default: false }, seconds: { type: "string", default: "10" } },
  });
  if (values.services && !(process.env.DATABASE_URL && process.env.REDIS_URL)) rerunOnServices();
  const runs: ApiFigures[] = [];
  for (const engine of values.services ? (["embedded", "services"] as const) : (["embedded"] as const)) {
    runs.push(await run(engine, Number(values.seconds)));
    console.error(JSON.stringify(runs.at(-1)));
  }
  return { ...runs[0]!, runs };
}

async function run(engine: ApiFigures["engine"], seconds: number): Promise<ApiFigures> {
  const folder = await mkdtemp(join(tmpdir(), "qubix-api-"));
  const services = engine === "services" ? await testServices() : undefined;
  const accounts = Object.fromEntries(Array.from({ length: REQUESTERS }, (_, i) => [`requester-${i + 1}`, PLENTY]));
  const net = await startLocalnet({
    ...{ folder, accounts, providers: [], hubServices: services?.urls as HubServices | undefined },
    // The chain has its own cores elsewhere; here it should take little of these.
    pace: "500",
  });
  try {
    const submits = await measureSubmits(net, seconds);
    const reads = await measureReads(net.hub.url, submits.keys, seconds);
    const { keys: _, ...rest } = submits;
    const { rssMb } = usageOf(net.children.get("hub").pid);
    return { engine, readsPerSecond: reads.perSecond, submitsPerSecond: rest.perSecond, reads, submits: rest, rssMb };
  } finally {
    await net.stop();
    await services?.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
