import type { JobFilter, JobRecord } from "@qubix/market";
import type { Store } from "@qubix/store";
import type { ChainView } from "../app-context.ts";
import type { BlockList } from "../moderation/block-list.ts";
import { Problem } from "../problem.ts";
import type { Caller } from "./caller.ts";

/** What rights are looked up in: the chain as this hub knows it, and its configuration. */
export interface Rights {
  store: Pick<Store, "attempts" | "jobs" | "providers">;
  chain: Pick<ChainView, "hub">;
  config: { operators: readonly string[] };
  blocks: Pick<BlockList, "find">;
}

/** Whether it is the hub's operator who asks: its owner on the chain, or who the configuration names. */
export function isOperator({ chain, config }: Rights, caller: Caller | undefined): boolean {
  if (caller === undefined || caller.scopes?.includes("operator") === false) return false;
  return config.operators.includes(caller.identity) || chain.hub()?.owner === caller.identity;
}

/**
 * Whether somebody may see a job: everybody a public one, its requester, its providers and the operator a private one, or
 * one that the operator has blocked.
 */
export async function mayReadJob(rights: Rights, caller: Caller | undefined, job: JobRecord): Promise<boolean> {
  if (job.visibility === "public" && rights.blocks.find("job", job.key) === undefined) return true;
  if (caller === undefined) return false;
  if (job.requester === caller.identity || isOperator(rights, caller)) return true;
  const own = await rights.store.providers.ofIdentity(caller.identity);
  if (own.length === 0) return false;
  const attempts = await rights.store.attempts.ofJob(job.key);
  return attempts.some(({ attempt, provider }) => attempt !== undefined && own.some(({ slot }) => slot === provider));
}

/**
 * A job for somebody who asks for it. One that they may not see is not there for them.
 * @throws Problem JOB_NOT_FOUND
 */
export async function readableJob(rights: Rights, caller: Caller | undefined, key: string): Promise<JobRecord> {
  const job = await rights.store.jobs.get(key);
  if (job !== undefined && (await mayReadJob(rights, caller, job))) return job;
  throw new Problem("JOB_NOT_FOUND", `This hub has no job ${key} that you may see.`);
}

/** Whose private jobs are in a list that somebody asks for. */
export function privateJobsOf(rights: Rights, caller: Caller | undefined): JobFilter["privateOf"] {
  if (caller === undefined) return "nobody";
  return isOperator(rights, caller) ? "everybody" : { identity: caller.identity };
}
