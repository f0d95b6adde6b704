import type { ReportRecord } from "@qubix/market";
import type { ModerationSubject, NewReport } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { Caller } from "../auth/caller.ts";
import { mayReadJob, type Rights } from "../auth/may.ts";
import { type ModelRights, modelRight } from "../auth/model-right.ts";
import { Problem } from "../problem.ts";

const DAY_MS = 86_400_000;

/**
 * Takes a report of what the caller can see here.
 * @throws Problem SUBJECT_NOT_FOUND, RATE_LIMITED
 */
export async function takeReport(
  rights: Rights & {
    store: Pick<Store, "moderation" | "catalog" | "rateLimits">;
    config: { moderation: { reportsPerDay: number } };
  },
  caller: Caller,
  { subject, reason, text }: NewReport,
): Promise<ReportRecord> {
  const { store, config } = rights;
  if (!(await isThere(rights, caller, subject)))
    throw new Problem("SUBJECT_NOT_FOUND", `There is no ${subject.kind} ${subject.id} that you may see.`);
  const { reportsPerDay } = config.moderation;
  const { count, resetMs } = await store.rateLimits.hit(`reports:${caller.identity}`, DAY_MS);
  if (count > reportsPerDay)
    throw new Problem("RATE_LIMITED", `At most ${reportsPerDay} reports in a day.`, {
      retryAfter: Math.ceil(resetMs / 1000),
    });
  return store.moderation.report({ subject, reason, text, reporter: caller.identity });
}

async function isThere(rights: ModelRights, caller: Caller, { kind, id }: ModerationSubject): Promise<boolean> {
  if (kind === "model") {
    const version = await rights.store.catalog.versionByDigest(id);
    const model = version && (await rights.store.catalog.get(version.fullName));
    return model !== undefined && (await modelRight(rights, caller, model)) !== "none";
  }
  if (kind === "identity") return isIdentity(id);
  const job = await rights.store.jobs.get(id);
  return job !== undefined && (await mayReadJob(rights, caller, job));
}

function isIdentity(text: string): boolean {
  try {
    return publicKeyFromIdentity(text).length === 32;
  } catch {
    return false;
  }
}
