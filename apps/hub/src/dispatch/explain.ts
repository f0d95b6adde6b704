import { type ContractReader, contractCode, query } from "@qubix/contract";
import type { SignedTransaction } from "@qubix/qubic";

export interface Explanation {
  /** The contract's code; 0 would be accepted. */
  code: number;
  /** What happened and what to do. */
  text: string;
}

/** Why the contract would refuse a transaction now. What was true in the transaction's own tick can have been another reason. */
export async function explain(
  reader: ContractReader,
  transaction: Pick<SignedTransaction, "source" | "amount" | "inputType" | "input">,
): Promise<Explanation> {
  const input = new Uint8Array(1024);
  input.set(transaction.input);
  const { code } = await query.explain(reader, {
    invocator: transaction.source,
    amount: transaction.amount,
    procedure: transaction.inputType,
    input,
  });
  return { code, text: contractCode(code).text };
}
