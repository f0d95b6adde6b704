import { isZero, OC_AUTHORIZATION_INPUT_TYPE, type SignedTransaction } from "@qubix/qubic";
import { contractIndexOf } from "../spectrum/contract-index-of.ts";
import { Outcome } from "../ticks/stored-tick.ts";
import { type ChainState, CONTRACT_COUNT } from "./chain-state.ts";
import { TransferType } from "./contract-host.ts";

/**
 * Executes one transaction of the current tick, in the order of checks that nodes have. `own` says that this process
 * signed its authorizations itself.
 */
export function executeTransaction(chain: ChainState, transaction: SignedTransaction, own: boolean): number {
  const { source, destination, amount, inputType, input } = transaction;
  const { spectrum, tick, oc, computors } = chain;
  // No key pair belongs to a contract's id, but signatures for some of them could be forged.
  if (contractIndexOf(source, CONTRACT_COUNT) !== undefined) return Outcome.notCounted;
  if (!spectrum.get(source)) return Outcome.notCounted;
  chain.numberOfTransactions++;
  if (!spectrum.decrease(source, amount, tick)) return Outcome.nothingMoved;
  spectrum.increase(destination, amount, tick);

  if (isZero(destination)) {
    const computorIndex = computors.indexOf(source);
    if (inputType === OC_AUTHORIZATION_INPUT_TYPE && computorIndex !== undefined) {
      oc.authorize(input, source, computorIndex, own);
    }
    return outcomeOf(amount > 0n);
  }
  const contractIndex = contractIndexOf(destination, CONTRACT_COUNT);
  if (contractIndex === undefined) return outcomeOf(amount > 0n);
  return outcomeOf(payContract(chain, contractIndex, transaction));
}

/** Runs a contract because of a transaction to it; its amount has arrived already. Returns whether money moved. */
function payContract(chain: ChainState, contractIndex: number, transaction: SignedTransaction): boolean {
  const { source, destination, amount } = transaction;
  const contract = chain.contracts.get(contractIndex);
  if (!contract || contract.reserve <= 0n) {
    // No reserve to pay the execution from, or no such contract: the amount goes back.
    if (amount > 0n) {
      chain.spectrum.decrease(destination, amount, chain.tick);
      chain.spectrum.increase(source, amount, chain.tick);
    }
    return false;
  }
  if (contract.hasProcedure(transaction.inputType)) return contract.callProcedure(transaction);
  // An unknown procedure: what was sent stays with the contract.
  if (amount > 0n) contract.notifyTransfer(source, amount, TransferType.standardTransaction);
  return amount > 0n;
}

function outcomeOf(moneyFlew: boolean): number {
  return moneyFlew ? Outcome.moneyFlew : Outcome.nothingMoved;
}
