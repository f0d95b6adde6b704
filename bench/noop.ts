/**
 * How many jobs go through the whole chain path? Jobs whose program does nothing: each is funded, matched, assigned,
 * authorized by 451 computors, run in the sandbox, committed, revealed and settled.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HubServices, type Localnet, startLocalnet } from "@qubix/localnet";
import { testServices } from "@qubix/store/testing";
import { measure, type NoopFigures } from "./noop/measure.ts";
import { type NoopPlan, needsServices, readPlans } from "./noop/options.ts";
import { rerunOnServices } from "./noop/with-services.ts";

const REQUESTERS = 8;
const PROVIDERS = 2;
/** QU that requesters and providers begin with: far more than the jobs cost. */
const PLENTY = 10_000_000_000n;

/**
 * The figures of the first plan, and all plans' as `runs`.
 * @param args see `readPlans`
 */
export async function bench(args: string[]): Promise<NoopFigures & { runs: NoopFigures[] }> {
  const plans = readPlans(args);
  if (needsServices(plans) && !(process.env.DATABASE_URL && process.env.REDIS_URL)) rerunOnServices();
  const runs: NoopFigures[] = [];
  for (const plan of plans) {
    const { engine, jobs, inFlight, processes } = plan;
    console.error(`${engine}, ${jobs} jobs, ${inFlight} in flight, hub of ${processes?.length ?? 1} processes`);
    runs.push(await run(plan));
    console.error(JSON.stringify(runs.at(-1)));
  }
  return { ...runs[0]!, runs };
}

async function run(plan: NoopPlan): Promise<NoopFigures> {
  const folder = await mkdtemp(join(tmpdir(), "qubix-noop-"));
  const services = plan.engine === "services" ? await testServices() : undefined;
  let net: Localnet | undefined;
  try {
    net = await startLocalnet({
      folder,
      providers: Array.from({ length: PROVIDERS }, (_, i) => ({
        name: `provider-${i + 1}`,
        stake: PLENTY,
        minPrice: 100n,
        capacity: Math.max(1, Math.ceil(plan.inFlight / PROVIDERS)),
      })),
      // What a hub has by default; a local network's are for demos in which somebody dies.
      hubTimes: { heartbeatMs: 5_000, lostAfterMs: 15_000 },
      accounts: Object.fromEntries(Array.from({ length: REQUESTERS }, (_, i) => [`requester-${i + 1}`, PLENTY])),
      hubServices: services?.urls as HubServices | undefined,
      hubProcesses: plan.processes,
    });
    return await measure(net, plan);
  } finally {
    await net?.stop();
    await services?.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
