import { JOB_DATA_KINDS } from "@qubix/market";
import { isTerminalJobState } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import { blankSpec } from "./blank-spec.ts";

const PAGE = 100;

/**
 * Deletes data because their owner wants it. What the chain shows stays: who had which job when, prices, digests,
 * receipts. All of it may be repeated.
 */
export class DataEraser {
  constructor(readonly store: Pick<Store, "jobs" | "jobData" | "blobLedger" | "webhooks" | "outbox" | "moderation">) {}

  /**
   * Results, logs and inputs of a job; of a private one its spec too. @throws Problem JOB_NOT_FOUND, JOB_STATE, FORBIDDEN
   */
  async job(account: string, key: string): Promise<void> {
    const job = await this.store.jobs.get(key);
    if (job === undefined) throw new Problem("JOB_NOT_FOUND", `This hub has no job ${key}.`);
    if (job.requester !== account) throw new Problem("FORBIDDEN", "Only the requester can delete a job's data.");
    if (!isTerminalJobState(job.state))
      throw new Problem("JOB_STATE", `The job is ${job.state}: its providers need its data. Cancel it first.`);
    for (const kind of JOB_DATA_KINDS) await this.store.jobData.drop(key, kind);
    if (job.visibility === "private") await this.store.jobData.replaceSpec(key, blankSpec(job.spec));
  }

  /** Has all of an account deleted that can be: done after the answer, as it may be a lot. */
  async requestAccount(account: string): Promise<void> {
    await this.store.outbox.add([{ kind: "erase-account", payload: { account }, key: `erase-account:${account}` }]);
  }

  /** Data of its ended jobs, its webhooks, and blobs that no live job and no model needs. */
  async account(account: string): Promise<void> {
    for (const { id } of await this.store.webhooks.ofOwner(account)) await this.store.webhooks.remove(id);
    let after: string | undefined;
    for (;;) {
      const keys = await this.store.jobData.ofAccount(account, PAGE, after);
      for (const key of keys) await this.job(account, key);
      after = keys.at(-1);
      if (after === undefined) break;
    }
    await this.store.moderation.forgetReporter(account);
    await this.store.blobLedger.dropUnused(account);
  }
}
