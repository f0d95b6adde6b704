import type { RunControls } from "../executors/executor.ts";
import type { RunMeter } from "./run-meter.ts";

/** So often the cost is looked at. */
const LOOK_MS = 100;
/** So often it is told. */
const TELL_MS = 500;
/** From this part of the limit on it is told at once. */
const NEAR = { of: 4n, in: 5n };

/** Why a metered run is stopped: it has used all that the requester would pay for. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

export interface BudgetOptions {
  meter: RunMeter;
  /** The most that the run may be charged, as the chain has it now. */
  limit(): bigint;
  /** Whether it ends there; else it goes on at the provider's expense. */
  endsAtLimit: boolean;
  /** How the run is held up. */
  controls(): RunControls | undefined;
  /** How long the run stands still at its limit, in case that the requester tops it up. */
  graceMs: number;
  /** Told now and then, and at once when the limit comes near or moves. */
  tell(cost: bigint, limit: bigint): void;
  /** Ends the run. */
  stop(reason: BudgetSpent): void;
}

/**
 * Watches a metered single run: at its limit the run stands still, and costs nothing, until the limit is raised or the grace
 * is over, which ends it. What a run used between two looks beyond its limit is the provider's loss.
 * @returns what ends the watch
 */
export function keepToBudget({ meter, limit, endsAtLimit, controls, graceMs, tell, stop }: BudgetOptions): () => void {
  let told = { at: Number.NEGATIVE_INFINITY, near: false, limit: 0n };
  let stoodSince: number | undefined;
  const look = () => {
    const now = performance.now();
    const [cost, most] = [meter.cost, limit()];
    const near = cost * NEAR.in >= most * NEAR.of;
    if (now - told.at >= TELL_MS || near !== told.near || most !== told.limit) {
      tell(cost < most ? cost : most, most);
      told = { at: now, near, limit: most };
    }
    if (cost < most || !endsAtLimit) {
      if (stoodSince !== undefined) controls()?.resume();
      meter.resume();
      stoodSince = undefined;
    } else if (stoodSince === undefined) {
      controls()?.pause();
      meter.pause();
      stoodSince = now;
    } else if (now - stoodSince >= graceMs) {
      clearInterval(timer);
      stop(new BudgetSpent(`the run has used all of its ${most} QU`));
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}
