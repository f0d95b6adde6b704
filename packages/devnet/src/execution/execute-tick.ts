import { NUMBER_OF_COMPUTORS, type OcInvocation } from "@qubix/qubic";
import type { SystemProcedure } from "../contract/index.ts";
import { transactionsOf } from "../ticks/stored-tick.ts";
import type { ChainState } from "./chain-state.ts";
import { executeTransaction } from "./execute-transaction.ts";

/** Place in a round of 676 ticks in which the fees of the round before are taken. */
const FEE_TICK = 1;

/** Whether execution fees are taken in a tick. */
export function takesFees(tick: number): boolean {
  return tick % NUMBER_OF_COMPUTORS === FEE_TICK;
}

export interface TickInputs {
  /** Execution fee to take from each contract's reserve, by contract index. */
  fees: ReadonlyMap<number, bigint>;
  /** Runs INITIALIZE and sets what a network configures; at genesis only. */
  initialize?: () => void;
}

/** Executes the current tick of a chain, in the order of nodes. Returns the bundles that became complete. */
export function executeTick(chain: ChainState, { fees, initialize }: TickInputs): OcInvocation[] {
  const stored = chain.ticks.get(chain.tick);
  chain.numberOfTickTransactions = stored ? stored.own.length : -1;
  initialize?.();
  if (chain.tick === chain.initialTick) for (const contract of chain.contracts.values()) contract.system("BEGIN_EPOCH");
  runWherePaid(chain, "BEGIN_TICK");
  if (stored) {
    const outcomes = transactionsOf(stored).map((transaction, i) =>
      executeTransaction(chain, transaction, stored.own[i] === 1),
    );
    chain.ticks.markExecuted(stored, Uint8Array.from(outcomes));
  }
  chain.oc.processTimeouts(chain.tick);
  const bundles = chain.oc.takeAuthorized();
  for (const [index, fee] of fees) chain.contracts.get(index)!.reserve -= fee;
  runWherePaid(chain, "END_TICK");
  return bundles;
}

/** Begin and end of ticks run only for contracts that have something in their reserve. */
function runWherePaid(chain: ChainState, name: SystemProcedure): void {
  for (const contract of chain.contracts.values()) if (contract.reserve > 0n) contract.system(name);
}
