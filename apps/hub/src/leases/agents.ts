import { type ContractReader, query } from "@qubix/contract";
import type { AttemptRecord, JobRecord } from "@qubix/market";
import {
  type AgentHello,
  type AgentWelcome,
  type AttemptHeartbeat,
  type AuthorizationProof,
  agreeProtocol,
  type DeclineReason,
  type HeartbeatReply,
  type Heartbeats,
  type Offer,
  type OfferPage,
  PROTOCOL,
  protocolText,
  startPolicyOf,
} from "@qubix/protocol";
import { identityFromPublicKey, toHex } from "@qubix/qubic";
import { channels, type Store } from "@qubix/store";
import type { AgentService, BundleService, Bus, MachinePresence } from "../app-context.ts";
import { Problem } from "../problem.ts";
import type { AttemptCache } from "./attempt-cache.ts";
import { machineKey } from "./presence-keys.ts";
import type { ProgressWriter } from "./progress-writer.ts";

/** Offers in one answer. */
const PAGE = 64;
/** A long poll looks by itself this often: wake-ups may be lost. */
const LOOK_MS = 2_000;
/** A declined attempt is just being changed by the watcher too: so often is it tried. */
const DECLINE_TURNS = 5;

export interface AgentsDeps {
  store: Store;
  reader: ContractReader;
  bus: Bus;
  bundles: BundleService;
  progress: ProgressWriter;
  cache: AttemptCache;
  heartbeatMs: number;
  lostAfterMs: number;
  presenceMs: number;
  /** A machine said that it lives; `isNew` when it has just announced itself. */
  onMachine(provider: number, machine: string, isNew: boolean): void;
}

/** What agents ask for. Agents dial in and pull: offers are rows, a socket only says "look". */
export class Agents implements AgentService {
  constructor(readonly deps: AgentsDeps) {}

  async hello(hotKey: Uint8Array, { provider, machine }: AgentHello): Promise<AgentWelcome> {
    const { store, heartbeatMs, lostAfterMs } = this.deps;
    const record = await store.providers.get(provider);
    if (!record) throw new Problem("PROVIDER_NOT_FOUND", `Provider ${provider} is not on the chain (yet).`);
    if (record.hot !== identityFromPublicKey(hotKey))
      throw new Problem("FORBIDDEN", `This key is not the hot key of provider ${provider}.`);
    const spoken = { oldest: machine.oldestProtocol ?? machine.protocol, newest: machine.protocol };
    const protocol = agreeProtocol(spoken, PROTOCOL);
    if (protocol === undefined)
      throw new Problem(
        "VERSION_UNSUPPORTED",
        `The agent speaks versions ${protocolText(spoken)}, this hub ${protocolText(PROTOCOL)}.`,
      );
    const { cursor } = await store.providers.hello(provider, machine);
    await this.#alive(provider, machine.id, { freeSlots: machine.slots }, true);
    const live = await this.#liveOf(provider, machine.id);
    const first = Math.min(cursor, ...live.map((attempt) => attempt.cursor - 1));
    return { heartbeatMs, heartbeatTimeoutMs: lostAfterMs, cursor: first, protocol, takesLoad: true };
  }

  async offers(request: {
    provider: number;
    machine: string;
    after: number;
    waitMs: number;
    signal: AbortSignal;
  }): Promise<OfferPage> {
    const { provider, machine, after, waitMs, signal } = request;
    const until = performance.now() + waitMs;
    let wake: () => void = () => undefined;
    const unsubscribe = this.deps.bus.subscribe(channels.machine(provider, machine), () => wake());
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const page = await this.#page(provider, machine, after);
        const left = until - performance.now();
        if (page.offers.length > 0 || left <= 0 || signal.aborted) return page;
        await first(woken, Math.min(left, LOOK_MS), signal);
      }
    } finally {
      unsubscribe();
    }
  }

  async authorization(provider: number, jobKey: string, number: number): Promise<AuthorizationProof> {
    const { store, reader, bundles } = this.deps;
    const attempt = await this.#own(provider, jobKey, number);
    if (attempt.batch === undefined || attempt.leafIndex === undefined)
      throw new Problem("NOT_AUTHORIZED_YET", "The assignment is not in a closed batch yet.");
    const batch = await store.batches.get(attempt.batch);
    if (batch?.state !== "authorized")
      throw new Problem("NOT_AUTHORIZED_YET", `Batch ${attempt.batch} is ${batch?.state ?? "still open"}.`);
    const bundle = await bundles.get(attempt.batch);
    if (!bundle) throw new Problem("NOT_AUTHORIZED_YET", `The bundle of batch ${attempt.batch} is not here yet.`);
    const path = await query.getPath(reader, { batch: attempt.batch, index: attempt.leafIndex });
    if (!path.found) throw new Problem("NOT_AUTHORIZED_YET", "The contract does not show the path.");
    return {
      bundle: toHex(bundle),
      path: path.siblings.slice(0, path.depth).map(toHex),
      leafIndex: attempt.leafIndex,
      batch: attempt.batch,
      epoch: batch.epoch,
    };
  }

  async heartbeats({ provider, machine, freeSlots, load, attempts }: Heartbeats): Promise<HeartbeatReply> {
    await this.#alive(provider, machine, { freeSlots, ...(load && { load }) }, false);
    const cancel: HeartbeatReply["cancel"] = [];
    const live: [AttemptRecord, AttemptHeartbeat][] = [];
    const rows = await Promise.all(attempts.map(({ jobKey, attempt }) => this.deps.cache.find(jobKey, attempt)));
    for (const [i, beat] of attempts.entries()) {
      const row = rows[i];
      const reason = reasonToStop(row, provider);
      if (reason) cancel.push({ jobKey: beat.jobKey, attempt: beat.attempt, reason });
      else live.push([row!, beat]);
    }
    // Signs of life first: writing what changed takes long where there are many attempts, and none may expire meanwhile.
    await Promise.all(live.map(([, beat]) => this.deps.progress.alive(beat)));
    await Promise.all(live.map(([row, beat]) => this.deps.progress.take(row, beat)));
    return { cancel, cursor: (await this.deps.store.providers.machine(provider, machine))?.cursor ?? 0 };
  }

  async decline(provider: number, jobKey: string, number: number, reason: DeclineReason): Promise<boolean> {
    const { attempts } = this.deps.store;
    for (let turn = 0; turn < DECLINE_TURNS; turn++) {
      const attempt = await this.#named(provider, jobKey, number);
      // The first word counts, and what had a result was not given back.
      if (attempt.declineReason !== undefined || attempt.commitment !== undefined || attempt.state === "settled")
        return false;
      const changed = await attempts.change(attempt.id, attempt.version, { declineReason: reason });
      if (!changed) continue;
      this.deps.cache.put(changed);
      return true;
    }
    return false;
  }

  async checkAttempt(provider: number, jobKey: string, attempt: number): Promise<void> {
    await this.#own(provider, jobKey, attempt);
  }

  async providerOf(hotKey: Uint8Array): Promise<number | undefined> {
    return (await this.deps.store.providers.byHot(identityFromPublicKey(hotKey)))?.slot;
  }

  async presence(provider: number, machine: string): Promise<MachinePresence | undefined> {
    const value = await this.deps.store.presence.get(machineKey(provider, machine));
    return value as MachinePresence | undefined;
  }

  async #alive(
    provider: number,
    machine: string,
    said: Omit<MachinePresence, "lastSeen">,
    isNew: boolean,
  ): Promise<void> {
    const { store, presenceMs } = this.deps;
    const value: MachinePresence = { ...said, lastSeen: store.clock.now() };
    await store.presence.beat(machineKey(provider, machine), value, presenceMs);
    this.deps.onMachine(provider, machine, isNew);
  }

  /** @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED */
  async #own(provider: number, jobKey: string, number: number): Promise<AttemptRecord> {
    const attempt = await this.#named(provider, jobKey, number);
    if (attempt.state === "ended")
      throw new Problem("ATTEMPT_FENCED", `The attempt ended: ${attempt.endReason ?? "reason unknown"}.`);
    return attempt;
  }

  /** @throws Problem ATTEMPT_NOT_FOUND */
  async #named(provider: number, jobKey: string, number: number): Promise<AttemptRecord> {
    const attempt = await this.deps.store.attempts.find(jobKey, number);
    if (!attempt || attempt.provider !== provider)
      throw new Problem("ATTEMPT_NOT_FOUND", `Attempt ${number} of ${jobKey} is not provider ${provider}'s.`);
    return attempt;
  }

  async #liveOf(provider: number, machine: string): Promise<AttemptRecord[]> {
    return this.deps.store.attempts.ofMachine(provider, machine, -1, 100_000);
  }

  async #page(provider: number, machine: string, after: number): Promise<OfferPage> {
    const { store } = this.deps;
    const rows = await store.attempts.ofMachine(provider, machine, after, PAGE);
    const cursor = rows.at(-1)?.cursor ?? after;
    const live = rows.filter(({ attempt }) => attempt !== undefined);
    const jobs = live.length > 0 ? await store.jobs.getMany([...new Set(live.map(({ jobKey }) => jobKey))]) : [];
    const byKey = new Map(jobs.map((job) => [job.key, job]));
    return { offers: live.flatMap((attempt) => offerOf(attempt, byKey.get(attempt.jobKey))), cursor };
  }
}

function offerOf(row: AttemptRecord, job: JobRecord | undefined): Offer[] {
  if (job?.slot === undefined || row.attempt === undefined) return [];
  return [
    {
      cursor: row.cursor,
      jobKey: row.jobKey,
      jobSlot: job.slot,
      ...(row.assignment === undefined ? {} : { assignment: row.assignment }),
      attempt: row.attempt,
      replica: row.replica,
      provider: row.provider,
      machine: row.machine,
      price: String(row.price),
      expiry: row.expiry ?? job.deadline,
      ...(row.leaseUntil === undefined ? {} : { leaseUntil: row.leaseUntil }),
      startPolicy: startPolicyOf(job.startPolicy) ?? "authorized",
      spec: job.spec,
      requester: job.requester,
      ...(job.traceparent === undefined ? {} : { traceparent: job.traceparent }),
    },
  ];
}

function reasonToStop(row: AttemptRecord | undefined, provider: number): string | undefined {
  if (!row || row.provider !== provider) return "not yours";
  if (row.state === "ended") return row.endReason ?? "ended";
  return row.state === "settled" ? "settled" : undefined;
}

/** Resolves when `woken` does, after `ms`, or when the signal aborts. */
function first(woken: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    void woken.then(done);
  });
}
