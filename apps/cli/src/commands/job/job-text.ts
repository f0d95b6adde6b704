import type { JobDocument } from "@qubix/protocol";
import { pairs, quText, table } from "../../output/printer.ts";

/** A job for people: what it is, how far it is, who runs it. */
export function jobText(job: JobDocument): string {
  const attempts = job.attempts.map(({ attempt, identity, provider, state, endReason, phase, progress, price }) => [
    String(attempt),
    identity ? `${identity.slice(0, 8)}…` : String(provider),
    endReason ? `${state}: ${endReason}` : state,
    phase ?? "",
    progress === undefined || phase !== "running" ? "" : `${Math.round(progress * 100)} %`,
    quText(price),
  ]);
  const head = pairs({
    job: job.key,
    name: job.name,
    kind: job.kind,
    state: job.closeReason ? `${job.state} (${job.closeReason})` : job.state,
    refusal: job.refusal,
    requester: job.requester,
    quorum: `${job.quorum} of ${job.replicas}`,
    escrow: quText(job.escrow),
    result: job.resultDigest,
  });
  const parts = [head];
  if (attempts.length > 0) parts.push(table(["attempt", "provider", "state", "phase", "done", "price"], attempts));
  return parts.join("\n");
}
