import {
  type AttemptRecord,
  demandOf,
  explainOffer,
  holdsMachineSlot,
  type JobRecord,
  newHealth,
  OfferBook,
  OPEN_JOB_STATES,
  type ProviderHealth,
  type ProviderRecord,
  restsUntil,
  type TimedDemand,
} from "@qubix/market";
import { isTerminalJobState, MATCH_REASON_TEXT, type ProviderAnswer, type WhyDocument } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { ChainView } from "../app-context.ts";
import { machineKey } from "../leases/presence-keys.ts";
import { Problem } from "../problem.ts";
import { AttemptCounts } from "./attempt-counts.ts";
import { QUEUE_KEY, QueueStanding } from "./queue-standing.ts";

/** What is looked at to explain. */
export interface ExplainContext {
  store: Store;
  chain: Pick<ChainView, "hub" | "contractConfig">;
}

/** Ended attempts that are told. */
const ENDED = 32;

/**
 * The part of `why` that is found out for each request: the job's place in the queue, attempts that ended without a result,
 * and one provider's reasons.
 * @param which slot or identity of the provider that is asked about
 * @throws Problem PROVIDER_NOT_FOUND
 */
export async function explainJob(
  context: ExplainContext,
  job: JobRecord,
  which: number | string | undefined,
): Promise<Pick<WhyDocument, "queue" | "notBefore" | "ended" | "provider">> {
  const { store, chain } = context;
  const now = store.clock.now();
  const attempts = await store.attempts.ofJob(job.key);
  const bondedStake = BigInt(chain.contractConfig().minStake ?? 0);
  const timed = demandOf(job, freeReplica(job, attempts), { attempts, bondedStake, now });
  const waits = (OPEN_JOB_STATES as readonly string[]).includes(job.state);
  const provider = which === undefined ? undefined : await explainProvider(context, job, timed, which, now);
  return {
    ...(waits ? await queuePlace(store, job.requester) : {}),
    ...(waits && timed.notBefore > now ? { notBefore: timed.notBefore } : {}),
    ...(await endedOf(store, attempts)),
    ...(provider ? { provider } : {}),
  };
}

async function endedOf(store: Store, attempts: readonly AttemptRecord[]): Promise<Pick<WhyDocument, "ended">> {
  const ended = attempts.filter(({ state }) => state === "ended").slice(-ENDED);
  if (ended.length === 0) return {};
  const told = ended.map(async ({ attempt, provider, endReason, declineReason, updatedAt: at }) => {
    if (attempt === undefined) return [];
    const identity = (await store.providers.get(provider))?.owner;
    return [{ attempt, provider, identity, endReason, declineReason, at }];
  });
  return { ended: (await Promise.all(told)).flat().reverse() };
}

function freeReplica({ replicas }: JobRecord, attempts: readonly { replica: number; state: string }[]): number {
  const taken = new Set(attempts.filter(({ state }) => state !== "ended").map(({ replica }) => replica));
  return Array.from({ length: replicas }, (_, replica) => replica).find((replica) => !taken.has(replica)) ?? 0;
}

async function queuePlace(store: Store, requester: string): Promise<Pick<WhyDocument, "queue">> {
  const standing = QueueStanding.safeParse(await store.presence.get(QUEUE_KEY)).data;
  const own = standing?.requesters.find((one) => one.requester === requester);
  if (!standing || !own) return {};
  const { at, waiting, requesters } = standing;
  return {
    queue: { at, waiting, ofRequester: own.waiting, requesters: requesters.length, ahead: own.ahead },
  };
}

async function explainProvider(
  { store, chain }: ExplainContext,
  job: JobRecord,
  { demand }: TimedDemand,
  which: number | string,
  now: number,
): Promise<ProviderAnswer> {
  const record = await (typeof which === "number" ? store.providers.get(which) : store.providers.byOwner(which));
  if (!record) throw new Problem("PROVIDER_NOT_FOUND", `Provider ${which} is not on the chain (yet).`);
  const health = (await store.history.health()).find(({ provider }) => provider === record.slot);
  const until = restsUntil(health ?? newHealth(record.slot), now);
  const hub = chain.hub()?.slot ?? job.hub;
  const book = await bookOf(store, record, { hub, lockBps: Number(chain.contractConfig().lockBps ?? 0) });
  book.setBackingOff(record.slot, until > 0);
  const machines = book.rowsOf(record.slot).map((row) => ({
    machine: book.at(row).machine,
    price: String(book.priceAt(row, demand)),
    misses: explainOffer(book, row, demand),
  }));
  return {
    provider: record.slot,
    identity: record.owner,
    machines: machines.slice(0, 1024),
    summary: summaryOf(job, machines, health, until),
    ...(until > 0 ? { restsUntil: until } : {}),
  };
}

/** A book of this provider's machines alone, as they are now. */
async function bookOf(
  store: Store,
  record: ProviderRecord,
  options: { hub: number; lockBps: number },
): Promise<OfferBook> {
  const book = new OfferBook(options);
  book.putProvider(record);
  const [machines, live] = await Promise.all([
    store.providers.machines(record.slot),
    store.attempts.liveOf(record.slot),
  ]);
  const seen = await store.presence.getMany(machines.map(({ description }) => machineKey(record.slot, description.id)));
  const counts = new AttemptCounts(options.lockBps);
  counts.reset(live.filter(({ state }) => holdsMachineSlot(state)));
  book.setReserved(record.slot, counts.reserved(record.slot));
  for (const [i, { description }] of machines.entries()) {
    book.putMachine(record.slot, description);
    book.setOnline(record.slot, description.id, seen[i] !== undefined);
    book.setHeld(record.slot, description.id, counts.held(record.slot, description.id));
  }
  return book;
}

function summaryOf(
  job: JobRecord,
  machines: ProviderAnswer["machines"],
  health: ProviderHealth | undefined,
  until: number,
): string {
  if (isTerminalJobState(job.state)) return `The job is ${job.state}; this is how it would be now.`;
  if (machines.length === 0) return "No machine of this provider has ever connected to this hub.";
  if (machines.some(({ misses }) => misses.length === 0))
    return "It could take the job now, unless somebody else's turn comes first.";
  if (until > 0 && (health?.level ?? 0) > 1) return "Its last runs failed, so it gets less work for a while.";
  const first = machines[0]!.misses[0]!;
  return machines.length === 1
    ? `It can't take the job: ${MATCH_REASON_TEXT[first]}.`
    : `None of its ${machines.length} machines can take the job; of the first, ${MATCH_REASON_TEXT[first]}.`;
}
