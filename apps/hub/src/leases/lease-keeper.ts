import { randomUUID } from "node:crypto";
import type { AttemptRecord, Clock, Presence, UnitOfWork } from "@qubix/market";
import type { Logger } from "winston";
import { RENEW_ITEMS } from "../dispatch/hub-calls.ts";
import type { Metrics } from "../observe/metrics.ts";
import { attemptKey, machineKey } from "./presence-keys.ts";

/** An attempt that its agent has never spoken of may still be on its way to it, if the machine itself is heard from. */
const DELIVERY_PATIENCE = 5;

export interface LeaseKeeperDeps {
  store: UnitOfWork & { presence: Presence; clock: Clock };
  /** Current tick, and whether ticks come at all. */
  status(): { tick: number; halted: boolean };
  /** An attempt without a heartbeat for so long is revoked. */
  lostAfterMs: number;
  /** Ticks that a renewal grants. */
  leaseTicks: number;
  /** An intent was planned. */
  onPlanned(id: string): void;
  log: Logger;
  metrics: Pick<Metrics["matching"], "renewed" | "revoked">;
}

/**
 * Renews the contract's leases while heartbeats come and asks for revocation when they stop. The hub's lease decides when to
 * ask, the contract's when it is allowed.
 *
 * Presence is empty after a restart, so nothing is revoked before one heartbeat timeout has passed since this keeper began, since it
 * first saw the attempt, and since a halted chain went on.
 */
export class LeaseKeeper {
  /** When the clock of an attempt began to run, on the monotonic clock. */
  readonly #since = new Map<number, number>();
  /** Lease ends that a renewal under way will move. */
  readonly #renewing = new Map<number, number>();
  #patienceFrom: number;
  #steppedAt: number;

  constructor(readonly deps: LeaseKeeperDeps) {
    this.#patienceFrom = deps.store.clock.monotonic();
    this.#steppedAt = this.#patienceFrom;
  }

  async step(): Promise<void> {
    const { store, status } = this.deps;
    const { tick, halted } = status();
    const now = store.clock.monotonic();
    // A hub that was held up itself has unread heartbeats in its sockets: that is not the agents' silence.
    const heldUp = now - this.#steppedAt > this.deps.lostAfterMs / 2;
    this.#steppedAt = now;
    if (halted || heldUp) this.#patienceFrom = now;
    if (halted) return;
    const live = await store.attempts.live(["assigned", "authorized"], 100_000);
    this.#forget(live);
    const numbered = live.filter((attempt) => attempt.attempt !== undefined && attempt.assignment !== undefined);
    const keys = numbered.map(({ jobKey, attempt }) => attemptKey(jobKey, attempt!));
    const beats = await store.presence.getMany(keys);
    const alive = numbered.filter((_, index) => beats[index] !== undefined);
    const silent = numbered.filter((_, index) => beats[index] === undefined);
    for (const { id } of alive) this.#since.set(id, now);
    await this.#renew(alive, tick);
    for (const attempt of silent) if (await this.#isLost(attempt, now)) await this.#revoke(attempt);
  }

  async #isLost({ id, phase, provider, machine }: AttemptRecord, now: number): Promise<boolean> {
    const { store, lostAfterMs } = this.deps;
    const since = this.#since.get(id);
    if (since === undefined) this.#since.set(id, now);
    const silentMs = now - Math.max(since ?? now, this.#patienceFrom);
    if (silentMs <= lostAfterMs) return false;
    const undelivered = phase === undefined && (await store.presence.get(machineKey(provider, machine))) !== undefined;
    return !undelivered || silentMs > DELIVERY_PATIENCE * lostAfterMs;
  }

  #forget(live: AttemptRecord[]): void {
    const ids = new Set(live.map(({ id }) => id));
    for (const id of this.#since.keys()) if (!ids.has(id)) this.#since.delete(id);
    for (const id of this.#renewing.keys()) if (!ids.has(id)) this.#renewing.delete(id);
  }

  /** Renews leases of which half is over, many in one transaction. */
  async #renew(alive: AttemptRecord[], tick: number): Promise<void> {
    const { store, leaseTicks, onPlanned } = this.deps;
    const due = alive.filter(({ id, leaseUntil, expiry }) => {
      if (leaseUntil === undefined || (expiry !== undefined && leaseUntil >= expiry)) return false;
      return Math.max(leaseUntil, this.#renewing.get(id) ?? 0) - tick < leaseTicks / 2;
    });
    for (let at = 0; at < due.length; at += RENEW_ITEMS) {
      const group = due.slice(at, at + RENEW_ITEMS);
      const items = group.map(({ assignment, attempt }) => ({
        assignment: assignment!,
        attempt: attempt!,
        leaseTicks,
      }));
      const id = `renew:${randomUUID()}`;
      await store.transactions.plan({
        id,
        procedure: "RenewLeases",
        owner: "hub",
        jobKeys: [],
        payload: { items },
      });
      onPlanned(id);
      this.deps.metrics.renewed(group.length);
      for (const attempt of group) this.#renewing.set(attempt.id, tick + leaseTicks);
    }
  }

  /** Asks once; again only when the one before is over and the attempt still lives (the provider objected). */
  async #revoke({ jobKey, attempt, assignment }: AttemptRecord): Promise<void> {
    const { store, log, onPlanned } = this.deps;
    const prefix = `revoke:${jobKey}:${attempt}:`;
    const before = (await store.transactions.ofJob(jobKey)).filter(({ intent }) => intent.id.startsWith(prefix));
    if (before.some(({ intent }) => intent.state === "open")) return;
    if (before.length >= MAX_REVOCATIONS) return;
    log.info("no heartbeat: asking for revocation", { jobKey, attempt });
    this.deps.metrics.revoked();
    const id = `${prefix}${before.length + 1}`;
    await store.transactions.plan({
      id,
      procedure: "RevokeAssignment",
      owner: "hub",
      jobKeys: [jobKey],
      payload: { assignment: assignment!, attempt: attempt! },
    });
    onPlanned(id);
  }
}

/** The contract lets a provider object once; after that the lease's own end must do. */
const MAX_REVOCATIONS = 3;
