import type { AttemptDocument, JobDocument } from "@qubix/protocol";
import { pairs, quText, table } from "../output/printer.ts";

/** A job for people: what it is, how far it is, who runs it. */
export function jobText(job: JobDocument): string {
  const attempts = job.attempts.map(
    ({ attempt, identity, provider, state, endReason, declineReason, phase, progress, price, ...run }) => [
      String(attempt),
      identity ? `${identity.slice(0, 8)}…` : String(provider),
      [state, endReason, declineReason].filter(Boolean).join(": "),
      phase ?? "",
      progress === undefined || phase !== "running" ? "" : `${Math.round(progress * 100)} %`,
      quText(price),
      ...(job.metered ? [chargeText(run)] : []),
    ],
  );
  const head = pairs({
    job: job.key,
    name: job.name,
    kind: job.kind,
    state: job.closeReason ? `${job.state} (${job.closeReason})` : job.state,
    refusal: job.refusal,
    requester: job.requester,
    quorum: `${job.quorum} of ${job.replicas}`,
    escrow: quText(job.escrow),
    "topped up": job.toppedUp && quText(job.toppedUp),
    result: job.resultDigest,
  });
  const parts = [head];
  const columns = ["attempt", "provider", "state", "phase", "done", "price", ...(job.metered ? ["charge"] : [])];
  if (attempts.length > 0) parts.push(table(columns, attempts));
  return parts.join("\n");
}

/** What a metered run asked for; until then what it has cost so far. */
function chargeText({ charge, metrics }: Pick<AttemptDocument, "charge" | "metrics">): string {
  if (charge !== undefined) return quText(charge);
  if (metrics?.cost === undefined || metrics.costLimit === undefined) return "";
  return `${quText(metrics.cost)} of ${quText(metrics.costLimit)}`;
}
