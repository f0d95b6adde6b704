import type { MachineDescription, Reputation } from "@qubix/protocol";
import { MAX_SCORE, reputationScore } from "./reputation-score.ts";

/** Speed at which half of the speed's share of merit is reached, in the units of MachineDescription. */
const TYPICAL_SPEED = 500;

/** How good provider and machine are, 0 to 1: reputation 60 %, speed 20 %, idleness 20 %. */
export function meritOf(reputation: Reputation, { speed = 0, slots }: MachineDescription, runs: number): number {
  const idle = Math.max(0, slots - runs) / slots;
  return 0.6 * (reputationScore(reputation) / MAX_SCORE) + 0.2 * (speed / (speed + TYPICAL_SPEED)) + 0.2 * idle;
}
