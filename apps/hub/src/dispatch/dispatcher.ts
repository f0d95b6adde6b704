import type { ContractReader } from "@qubix/contract";
import {
  type LeaseToken,
  MarketError,
  type NewTransaction,
  type OpenIntent,
  type TransactionRecord,
  type UnitOfWork,
} from "@qubix/market";
import { digestFromTransactionId, identityFromPublicKey, type SignedTransaction } from "@qubix/qubic";
import type { Logger } from "winston";
import type { Applied } from "../chain/apply-events.ts";
import type { HubChainView } from "../chain/hub-chain-view.ts";
import type { ChainNodes } from "../chain/nodes.ts";
import type { Metrics } from "../observe/metrics.ts";
import { decideEffect, endUncreated, releaseReserved } from "./decide-effect.ts";
import { assignPayload, hubCall } from "./hub-calls.ts";
import type { HubSigner } from "./hub-signer.ts";
import { OpenIntents } from "./open-intents.ts";
import type { TickViews } from "./tick-views.ts";

/** Own transactions under way at once: the contract takes nonces only within 64 of the highest. */
const MAX_OWN = 48;
/** A transaction that its tick is still ahead of is handed to the nodes again after this long; pools forget. */
const RESEND_MS = 1_500;
/** What signing, storing and sending may take on a busy machine. */
const HEADROOM_MS = 300;
const MOST_AHEAD = 120;
/** How far apart the ticks are in which assignments meet: with few of them on their way, with each more, at most. */
const LEAST_GATHER_MS = 100;
const GATHER_MS_EACH = 30;
const MOST_GATHER_MS = 2_000;
/** Ticks after which nobody knows what became of a transaction. */
const UNKNOWN_AFTER_TICKS = 40;

export interface DispatcherDeps {
  store: UnitOfWork;
  /** Proof that this process leads: without it no version is recorded, and so none is sent. */
  token: LeaseToken;
  nodes: ChainNodes;
  reader: ContractReader;
  view: HubChainView;
  signer: HubSigner;
  ticks: TickViews;
  /** Ticks between signing and the tick that is named. */
  tickOffset: number;
  /** Attempts that ended because their assignment was refused. */
  onAttempts(attempts: Applied["attempts"]): void;
  log: Logger;
  metrics: Metrics["dispatch"];
}

/**
 * Brings intents to the chain. A version is a row before it is sent, and the next is signed (or, of a user's ladder, sent) only
 * when the one before is proven absent: so a crash at any line loses nothing and does nothing twice.
 */
export class Dispatcher {
  readonly intents: OpenIntents;
  readonly #sentAt = new Map<string, number>();
  readonly #advancing = new Map<string, Promise<void>>();
  #underWay = 0;
  /** Assignments in open intents. */
  #assigning = 0;

  constructor(readonly deps: DispatcherDeps) {
    this.intents = new OpenIntents(deps.store.transactions);
  }

  async begin(): Promise<void> {
    await this.deps.signer.begin(await this.intents.all());
  }

  /**
   * Begins to advance every open intent that isn't being advanced already, and doesn't wait for any: a slow one must not make
   * another's ladder run out.
   */
  async step(): Promise<void> {
    const open = await this.intents.all();
    this.deps.metrics.open(open.map(({ intent }) => intent.procedure));
    this.#underWay = open.filter(({ intent, versions }) => intent.owner === "hub" && versions.some(isUnderWay)).length;
    this.#assigning = open.reduce((sum, { intent }) => sum + assignmentsIn(intent), 0);
    const known = new Set(open.flatMap(({ versions }) => versions.map(({ id }) => id)));
    for (const id of this.#sentAt.keys()) if (!known.has(id)) this.#sentAt.delete(id);
    for (const one of open) if (!this.#advancing.has(one.intent.id) && this.#isDue(one)) this.#begin(one);
  }

  /** Whether anything can be done for it now: most of many open intents wait for their tick, or for what it brought. */
  #isDue({ versions }: OpenIntent): boolean {
    const { view } = this.deps;
    const current = versions.find(({ state }) => state !== "absent");
    if (current?.state === "included") return view.finalTick() >= current.tick;
    if (current?.state === "sent" && current.tick > view.status().tick) return this.#isResendDue(current);
    return true;
  }

  /** Resolves when nothing is being advanced any more. */
  async idle(): Promise<void> {
    while (this.#advancing.size > 0) await Promise.all(this.#advancing.values());
  }

  #begin(open: OpenIntent): void {
    const { id } = open.intent;
    const advancing = this.#advance(open)
      .catch((error) => {
        this.deps.metrics.failed();
        this.deps.log.warn("an intent could not be advanced", { intent: id, error: String(error) });
      })
      .finally(() => this.#advancing.delete(id));
    this.#advancing.set(
      id,
      advancing.then(() => undefined),
    );
  }

  async #advance(open: OpenIntent): Promise<void> {
    const current = open.versions.find(({ state }) => state !== "absent");
    if (!current) return open.intent.owner === "hub" ? this.#signNext(open) : this.#abandon(open);
    const passed = current.tick <= this.deps.view.status().tick;
    if (passed && open.intent.owner === "user" && current.state !== "included") await this.#sendNextRung(open);
    switch (current.state) {
      case "signed":
        return passed ? this.#follow(open, current) : this.#send(open, current);
      case "sent":
      case "unknown":
        return this.#follow(open, current);
      case "included":
        return this.#conclude(open, current);
      default:
        // The state was set but the intent not closed: the process ended in between.
        return this.#finish(open, current, current.state === "effect");
    }
  }

  /** Sends the rung whose tick is still to come, if all before it are proven absent, before that is written down: ticks don't wait. */
  async #sendNextRung(open: OpenIntent): Promise<void> {
    const { nodes, ticks, view } = this.deps;
    for (const rung of open.versions) {
      if (rung.tick > view.status().tick) {
        if (this.#sentAt.has(rung.id)) return;
        this.#sentAt.set(rung.id, performance.now());
        return nodes.broadcast(rung);
      }
      if (rung.state === "absent") continue;
      if ((await ticks.inclusion(rung.tick, digestFromTransactionId(rung.id))) !== "absent") return;
    }
  }

  async #signNext(open: OpenIntent): Promise<void> {
    const { store, view, signer } = this.deps;
    const config = view.config();
    if (view.halted() || !config || this.#underWay >= MAX_OWN) return;
    const ahead = view.status().tick + this.#ticksAhead(open.versions.length);
    const tick = open.intent.procedure === "AssignJobs" && !open.versions.length ? this.#sharedTick(ahead) : ahead;
    const last = open.versions.at(-1);
    let signed: SignedTransaction;
    if (last) {
      signed = signer.signAgain(last.bytes, tick);
    } else {
      const attempts = open.intent.procedure === "AssignJobs" ? await store.attempts.ofIntent(open.intent.id) : [];
      const keys = [...new Set(attempts.map(({ jobKey }) => jobKey))];
      const jobs = new Map((keys.length > 0 ? await store.jobs.getMany(keys) : []).map((job) => [job.key, job]));
      if (attempts.length > 0 && !attempts.some(({ state }) => state === "reserved"))
        return this.#close(open, "abandoned");
      this.#underWay++;
      signed = signer.sign(hubCall(open.intent, signer.nextNonce(), config, { attempts, jobs }), tick);
    }
    const version = await this.#record({
      intent: open.intent.id,
      version: open.versions.length + 1,
      id: signed.id,
      source: identityFromPublicKey(signed.source),
      tick,
      bytes: signed.bytes,
    });
    await this.#send(this.intents.put(open, version), version);
  }

  /**
   * Assignments of one tick are authorized by one invocation, which costs each computor a signature and everybody who checks
   * it 451: so they meet in common ticks, which are the further apart the more assignments are on their way.
   */
  #sharedTick(earliest: number): number {
    const gatherMs = Math.min(MOST_GATHER_MS, LEAST_GATHER_MS + GATHER_MS_EACH * this.#assigning);
    const apart = Math.max(1, Math.floor(gatherMs / Math.max(1, this.deps.view.status().tickDurationMs)));
    return Math.ceil(earliest / apart) * apart;
  }

  /** @throws MarketError STALE_LEASE when another process leads by now, which gives out nonces of its own */
  #record(version: NewTransaction): Promise<TransactionRecord> {
    const { store, token } = this.deps;
    return store.transaction(async ({ leases, transactions }) => {
      if (!(await leases.holds(token)))
        throw new MarketError("STALE_LEASE", "Another process sends by now.", { token });
      return transactions.addVersion(version);
    });
  }

  /** Far enough for the transaction to get around at the present pace, and further with each version that came too late. */
  #ticksAhead(versions: number): number {
    const { tickOffset, view } = this.deps;
    const pace = Math.max(tickOffset, Math.ceil(HEADROOM_MS / Math.max(1, view.status().tickDurationMs)));
    return Math.min(MOST_AHEAD, pace * 2 ** Math.min(versions, 5));
  }

  async #send(open: OpenIntent, version: TransactionRecord): Promise<void> {
    const { nodes, view } = this.deps;
    if (version.tick > view.status().tick) {
      await nodes.broadcast(version);
      this.#sentAt.set(version.id, performance.now());
    }
    const sent = await this.#move(open, version, "sent");
    if (sent) await this.#follow(sent, { ...version, state: "sent" });
  }

  /** Looks whether the transaction was in its tick, as soon as that is over. Absence needs no more than the nodes' tick data. */
  async #follow(open: OpenIntent, version: TransactionRecord): Promise<void> {
    const { view, ticks } = this.deps;
    if (view.status().tick <= version.tick) return this.#resend(version);
    const inclusion = await ticks.inclusion(version.tick, digestFromTransactionId(version.id));
    if (inclusion === "unknown") {
      const lost = version.state === "sent" && view.finalTick() > version.tick + UNKNOWN_AFTER_TICKS;
      if (lost) await this.#move(open, version, "unknown");
      return;
    }
    const moved = await this.#move(open, version, inclusion);
    if (!moved) return;
    if (inclusion === "included") await this.#conclude(moved, { ...version, state: "included" });
    else await this.#advance(moved);
  }

  /** @returns the intent with the version's new state; undefined when somebody else had moved it */
  async #move(
    open: OpenIntent,
    version: TransactionRecord,
    to: TransactionRecord["state"],
    code?: number,
  ): Promise<OpenIntent | undefined> {
    if (await this.deps.store.transactions.move(version.id, version.state, to, code)) {
      this.deps.metrics.moved(to);
      return this.intents.put(open, { ...version, state: to });
    }
    await this.intents.reload(open.intent.id);
    return undefined;
  }

  async #resend(version: TransactionRecord): Promise<void> {
    if (version.tick <= this.deps.view.status().tick || !this.#isResendDue(version)) return;
    this.#sentAt.set(version.id, performance.now());
    await this.deps.nodes.broadcast(version);
  }

  #isResendDue({ id }: TransactionRecord): boolean {
    return performance.now() - (this.#sentAt.get(id) ?? 0) >= RESEND_MS;
  }

  /** What the contract did with it is known once all events of its tick are projected. */
  async #conclude(open: OpenIntent, version: TransactionRecord): Promise<void> {
    const { store, reader, view } = this.deps;
    if (view.finalTick() < version.tick) return;
    const effect = await decideEffect({ store, reader }, open, version);
    const code = effect.ok ? undefined : effect.code;
    if (!(await this.#move(open, version, effect.ok ? "effect" : "refused", code))) return;
    await this.#finish(open, version, effect.ok, effect.ok ? undefined : effect.text);
  }

  /** What follows for jobs and attempts; done again after a crash, so each step bears repeats. */
  async #finish(open: OpenIntent, version: TransactionRecord, ok: boolean, text?: string): Promise<void> {
    const { store, log } = this.deps;
    const { procedure, jobKeys, id } = open.intent;
    if (!ok) log.warn("the contract refused a transaction", { procedure, id: version.id, reason: text });
    if (procedure === "CreateJob" && !ok) await endUncreated(store, jobKeys[0]!, "refused", text);
    if (procedure === "AssignJobs") this.deps.onAttempts(await releaseReserved(store, id));
    await this.#close(open, ok ? "done" : "refused");
  }

  /** No rung of a user's ladder got through, and only the user can sign another. */
  async #abandon(open: OpenIntent): Promise<void> {
    if (open.intent.procedure === "CreateJob")
      await endUncreated(this.deps.store, open.intent.jobKeys[0]!, "dropped", undefined);
    await this.#close(open, "abandoned");
  }

  async #close(open: OpenIntent, state: "done" | "refused" | "abandoned"): Promise<void> {
    await this.deps.store.transactions.close(open.intent.id, state);
    this.deps.metrics.closed(open.intent.procedure, state);
    this.intents.close(open.intent);
  }
}

function assignmentsIn({ procedure, payload }: OpenIntent["intent"]): number {
  return procedure === "AssignJobs" ? assignPayload.parse(payload).attempts.length : 0;
}

function isUnderWay({ state }: TransactionRecord): boolean {
  return state === "signed" || state === "sent" || state === "unknown";
}
