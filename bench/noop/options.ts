import { parseArgs } from "node:util";
import type { HubRole } from "@qubix/localnet";

/** One measurement: so many jobs, so many of them at once, on a hub of this kind. */
export interface NoopPlan {
  engine: "embedded" | "services";
  /** Roles of each process of the hub; one process does everything when missing. */
  processes: HubRole[][] | undefined;
  jobs: number;
  inFlight: number;
}

/** Jobs for each that is in flight, unless a number is given. */
const JOBS_PER_PLACE = 10;
const MOST_EMBEDDED = 1_000;
const ONE_EACH: HubRole[][] = [["api"], ["watcher"], ["matcher"], ["dispatcher"], ["worker"]];

/**
 * What `npm run bench -- noop` takes: `--services`, `--embedded` (one is measured beside the other where both are given; embedded
 * alone where none is), `--processes` (a hub of one process, of one for each role, and of one more for API and worker),
 * `--jobs N`, `--in-flight N[,N…]`. @throws Error
 */
export function readPlans(args: string[]): NoopPlan[] {
  const { values } = parseArgs({
    args,
    options: {
      services: { type: "boolean", default: false },
      embedded: { type: "boolean", default: false },
      processes: { type: "boolean", default: false },
      jobs: { type: "string" },
      "in-flight": { type: "string" },
    },
  });
  const inFlight = (values["in-flight"] ?? (values.services ? "1000,100,10" : "1000")).split(",").map(positive);
  const jobs = values.jobs === undefined ? undefined : positive(values.jobs);
  const plan = (engine: NoopPlan["engine"], places: number, processes?: HubRole[][]): NoopPlan => {
    const all = jobs ?? JOBS_PER_PLACE * places;
    return { engine, processes, jobs: engine === "embedded" ? Math.min(all, MOST_EMBEDDED) : all, inFlight: places };
  };
  if (values.processes)
    return inFlight.flatMap((places) =>
      [undefined, ONE_EACH, [...ONE_EACH, ["api"], ["worker"]] as HubRole[][]].map((processes) =>
        plan("services", places, processes),
      ),
    );
  return inFlight.flatMap((places) => [
    ...(values.services ? [plan("services", places)] : []),
    ...(values.embedded || !values.services ? [plan("embedded", places)] : []),
  ]);
}

/** Whether PostgreSQL and Redis are needed. */
export function needsServices(plans: readonly NoopPlan[]): boolean {
  return plans.some(({ engine }) => engine === "services");
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is not a number of jobs.`);
  return value;
}
