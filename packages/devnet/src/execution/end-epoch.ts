import { NUMBER_OF_COMPUTORS } from "@qubix/qubic";
import type { ChainState } from "./chain-state.ts";

/** New QU of an epoch, as long as there are fewer than the maximum. */
const ISSUANCE = 10n ** 12n;
const MAX_SUPPLY = 200n * ISSUANCE;

/**
 * Ends the epoch and begins the next with the current tick, which the caller executes then. Every computor earns its
 * full share: a devnet's computors do the same work.
 */
export function endEpoch(chain: ChainState): void {
  const { spectrum, computors, tick } = chain;
  for (const contract of chain.contracts.values()) contract.system("END_EPOCH");
  chain.initialTime = chain.time;
  if (spectrum.totalAmount + ISSUANCE <= MAX_SUPPLY) {
    const revenue = ISSUANCE / BigInt(NUMBER_OF_COMPUTORS);
    for (const computor of computors.publicKeys) spectrum.increase(computor, revenue, tick);
    spectrum.increase(computors.arbitrator.publicKey, ISSUANCE - revenue * BigInt(NUMBER_OF_COMPUTORS), tick);
  }
  spectrum.reorganize();
  chain.epoch++;
  chain.initialTick = tick;
  chain.ticks.beginEpoch(tick);
  chain.pool.startAt(tick);
  chain.oc.beginEpoch();
  chain.numberOfTransactions = 0;
}
