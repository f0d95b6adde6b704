import { setTimeout as sleep } from "node:timers/promises";
import { HubError, isTransient } from "@qubix/client";
import type { AssignmentEntry } from "@qubix/contract";
import { runPrice, usageAtLimits } from "@qubix/protocol";
import { NodesDisagreeError } from "../chain/chain-reader.ts";
import { checkOffer, type OfferVerdict } from "../chain/check-offer.ts";
import type { ChainNews } from "../chain/event-feed.ts";
import { NotAuthorizedError } from "../chain/verify-authorization.ts";
import type { Services } from "../services.ts";
import type { Attempt } from "./attempt.ts";
import { GiveUp } from "./give-up.ts";

/** Everything is looked at again after this long, whatever the chain tells. */
const LOOK_MS = 2_000;

/** Waits until the chain says that this attempt may begin. @throws GiveUp when it never may; the stop signal's reason */
export async function awaitStart(attempt: Attempt, services: Services): Promise<void> {
  const { watch, config, log } = services;
  const { signal } = attempt.stop;
  const heard = watch.listen();
  try {
    for (;;) {
      signal.throwIfAborted();
      try {
        const { verdict, tick } = await look(attempt, services);
        if (verdict.kind === "start") return;
        if (verdict.kind === "authorize") {
          const progress = await authorize(attempt, verdict.entry!, services);
          if (progress === "authorized") return;
          if (progress === "hub is late") {
            await sleep(config.pollMs, undefined, { signal });
            continue;
          }
        }
        await heard.until((news) => concerns(news, attempt, verdict, tick), LOOK_MS, signal);
      } catch (error) {
        if (!mayPass(error)) throw error;
        log.debug("waiting for the chain", { reason: (error as Error).message });
        await sleep(config.pollMs, undefined, { signal });
      }
    }
  } finally {
    heard.stop();
  }
}

async function look(attempt: Attempt, services: Services): Promise<{ verdict: OfferVerdict; tick: number }> {
  const job = await services.chain.agreedJob(attempt.jobKey);
  const verdict = checkOffer(attempt, services.provider.slot, job);
  if (verdict.kind === "refuse") throw new GiveUp(verdict.reason);
  if (verdict.kind !== "wait" && verdict.entry) {
    attempt.seenTick = job.tick;
    attempt.assignment = verdict.entry.slot;
  }
  if (verdict.kind !== "wait") {
    attempt.learn(job.record, verdict.entry);
    checkPrice(attempt, services);
    await refreshProvider(services);
  }
  return { verdict, tick: job.tick };
}

/** Whether it is time to look again: a batch waits for its computors, everything else for the job or the next tick. */
function concerns(news: ChainNews, { offer }: Attempt, verdict: OfferVerdict, tick: number): boolean {
  if (news.all || news.keys.has(offer.jobKey)) return true;
  if (verdict.kind === "authorize") return news.authorized.has(verdict.entry!.record.batch);
  return verdict.kind === "wait" && verdict.soon && news.tick > tick;
}

/**
 * A price pays for all that the run may use, unless it is metered and alone: then for its beginning, and it goes on as far
 * as its limit. Of several replicas none may stop for want of money: it would differ from the others, and lose its stake. @throws GiveUp
 */
function checkPrice(attempt: Attempt, { config }: Services): void {
  const usage = attempt.endsAtLimit ? { wallMs: 0 } : usageAtLimits(attempt.spec);
  const asked = runPrice(config.asks ?? {}, attempt.spec, usage);
  if (asked > attempt.limit)
    throw new GiveUp(`the run may cost ${asked} QU here, ${attempt.limit} are paid at most`, "underpaid");
}

/** A provider that is idle may have got a new owner, which leaf and commitment name; one with attempts can't. */
async function refreshProvider({ attempts, chain, keyPair, provider }: Services): Promise<void> {
  if (attempts.size > 1) return;
  const { found, record } = await chain.provider(keyPair.publicKey);
  if (!found) return;
  provider.owner = record.owner;
  provider.minPrice = record.minPrice;
}

/** @throws GiveUp when the hub sends a bad proof */
async function authorize(attempt: Attempt, entry: AssignmentEntry, services: Services) {
  const { hub, provider, authorizations } = services;
  const { jobKey, attempt: number } = attempt.offer;
  const askHub = () =>
    hub.call("agentBundle", { params: { key: jobKey, attempt: number }, signal: attempt.stop.signal });
  try {
    return await authorizations.check(attempt, entry, provider.owner, askHub);
  } catch (error) {
    if (error instanceof NotAuthorizedError) throw new GiveUp(error.message, "check-failed");
    if (error instanceof HubError && error.code === "NOT_AUTHORIZED_YET") return "hub is late";
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
