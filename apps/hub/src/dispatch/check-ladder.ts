import { decode, LAYOUTS } from "@qubix/contract";
import {
  contractPublicKey,
  equalBytes,
  parseTransaction,
  QubicError,
  type SignedTransaction,
  verifyTransaction,
} from "@qubix/qubic";
import { Problem } from "../problem.ts";

/** A user's signed transactions that do the same once, for later and later ticks. */
export interface Ladder {
  rungs: SignedTransaction[];
  first: SignedTransaction;
}

/** Ticks that a transaction needs to get around before the one it names. */
const LEAST_AHEAD = 2;

/**
 * Checks one to three transactions: shape, contract, procedure, that they differ in nothing but the tick, and signatures last.
 * @throws Problem INVALID_TRANSACTION, TRANSACTION_MISMATCH
 */
export function checkLadder(transactions: Uint8Array[], contractIndex: number, procedure: number): Ladder {
  if (transactions.length < 1 || transactions.length > 3)
    throw new Problem("INVALID_TRANSACTION", `A ladder has one to three transactions, not ${transactions.length}.`);
  const rungs = transactions.map(parse);
  const first = rungs[0]!;
  const destination = contractPublicKey(contractIndex);
  if (!equalBytes(first.destination, destination))
    throw new Problem("TRANSACTION_MISMATCH", `It does not go to contract ${contractIndex}.`);
  if (first.inputType !== procedure)
    throw new Problem("TRANSACTION_MISMATCH", `It calls procedure ${first.inputType}, not ${procedure}.`);
  for (const [index, rung] of rungs.entries()) {
    const before = rungs[index - 1];
    if (before && !isNextRung(before, rung))
      throw new Problem("TRANSACTION_MISMATCH", "The ladder's transactions must differ in nothing but growing ticks.");
  }
  if (!rungs.every(verifyTransaction)) throw new Problem("INVALID_TRANSACTION", "A signature is wrong.");
  return { rungs, first };
}

/** Whether some rung can still be sent. */
export function isInTime({ rungs }: Ladder, currentTick: number): boolean {
  return rungs.at(-1)!.tick >= currentTick + LEAST_AHEAD;
}

/** @throws Problem TICK_PASSED */
export function checkInTime(ladder: Ladder, currentTick: number): void {
  if (isInTime(ladder, currentTick)) return;
  const { tick } = ladder.rungs.at(-1)!;
  throw new Problem("TICK_PASSED", `The last transaction is for tick ${tick}; it is ${currentTick} now.`);
}

function parse(bytes: Uint8Array): SignedTransaction {
  try {
    return parseTransaction(bytes);
  } catch (error) {
    if (error instanceof QubicError) throw new Problem("INVALID_TRANSACTION", error.message);
    throw error;
  }
}

function isNextRung(before: SignedTransaction, rung: SignedTransaction): boolean {
  return (
    rung.tick > before.tick &&
    rung.amount === before.amount &&
    rung.inputType === before.inputType &&
    equalBytes(rung.source, before.source) &&
    equalBytes(rung.destination, before.destination) &&
    equalBytes(rung.input, before.input)
  );
}

/** The decoded input of a call. @throws Problem INVALID_TRANSACTION when it hasn't the procedure's size */
export function inputOf<
  K extends "CreateJob_input" | "CancelJob_input" | "AcceptResult_input" | "ClaimTimeout_input" | "TopUpJob_input",
>(transaction: SignedTransaction, record: K) {
  if (transaction.input.length !== LAYOUTS[record].size)
    throw new Problem(
      "INVALID_TRANSACTION",
      `The input has ${transaction.input.length} bytes, ${record} has ${LAYOUTS[record].size}.`,
    );
  return decode(record, transaction.input);
}
