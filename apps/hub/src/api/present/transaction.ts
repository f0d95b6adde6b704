import type { OpenIntent, TransactionRecord } from "@qubix/market";
import type { TransactionDocument } from "@qubix/protocol";

export function presentTransactions({ intent, versions }: OpenIntent): TransactionDocument[] {
  return versions.map((version) => presentTransaction(version, intent.procedure, intent.jobKeys[0]));
}

export function presentTransaction(
  transaction: TransactionRecord,
  procedure: string,
  jobKey: string | undefined,
): TransactionDocument {
  return {
    id: transaction.id,
    procedure,
    tick: transaction.tick,
    state: transaction.state,
    code: transaction.code,
    jobKey,
    updatedAt: transaction.updatedAt,
  };
}
