import { setTimeout as sleep } from "node:timers/promises";
import { HubError, isTransient } from "@qubix/client";
import type { AssignmentEntry } from "@qubix/contract";
import { NodesDisagreeError } from "../chain/chain-reader.ts";
import { checkOffer } from "../chain/check-offer.ts";
import { NotAuthorizedError } from "../chain/verify-authorization.ts";
import type { Services } from "../services.ts";
import type { Attempt } from "./attempt.ts";
import { GiveUp } from "./give-up.ts";

/** Waits until the chain says that this attempt may begin. @throws GiveUp when it never may; the stop signal's reason */
export async function awaitStart(attempt: Attempt, services: Services): Promise<void> {
  const { chain, provider, config } = services;
  const { signal } = attempt.stop;
  for (;;) {
    signal.throwIfAborted();
    try {
      const job = await chain.agreedJob(attempt.jobKey);
      const verdict = checkOffer(attempt, provider.slot, job);
      if (verdict.kind === "refuse") throw new GiveUp(verdict.reason);
      if (verdict.kind !== "wait" && verdict.entry) {
        attempt.assignedSeen = true;
        attempt.assignment = verdict.entry.slot;
      }
      if (verdict.kind !== "wait") await refreshOwner(services);
      if (verdict.kind === "start") return;
      if (verdict.kind === "authorize" && (await isAuthorized(attempt, verdict.entry!, services))) return;
    } catch (error) {
      if (!mayPass(error)) throw error;
      services.log.debug("waiting for the chain", { attempt: attempt.id, reason: (error as Error).message });
    }
    await sleep(config.pollMs, undefined, { signal });
  }
}

/** A provider that is idle may have got a new owner, which leaf and commitment name; one with attempts can't. */
async function refreshOwner({ attempts, chain, keyPair, provider }: Services): Promise<void> {
  if (attempts.size > 1) return;
  const { found, record } = await chain.provider(keyPair.publicKey);
  if (found) provider.owner = record.owner;
}

/** False while the hub has no bundle. @throws GiveUp when it sends a bad one */
async function isAuthorized(
  attempt: Attempt,
  entry: AssignmentEntry,
  { hub, provider, authorizations }: Services,
): Promise<boolean> {
  const { jobKey, attempt: number } = attempt.offer;
  try {
    const proof = await hub.call("agentBundle", {
      params: { key: jobKey, attempt: number },
      signal: attempt.stop.signal,
    });
    await authorizations.verify(attempt, entry, provider.owner, proof);
    return true;
  } catch (error) {
    if (error instanceof NotAuthorizedError) throw new GiveUp(error.message, "check-failed");
    if (error instanceof HubError && error.code === "NOT_AUTHORIZED_YET") return false;
    if (error instanceof HubError && error.code === "ATTEMPT_FENCED") throw new GiveUp(error.message);
    throw error;
  }
}

const PASSING = new Set(["TIMEOUT", "NODE_NOT_READY", "CONTRACT_CALL_FAILED", "UNEXPECTED_ANSWER", "MALFORMED"]);

/** Whether a later look may succeed. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof NodesDisagreeError || isTransient(error) || PASSING.has((error as { code?: string }).code ?? "")
  );
}
