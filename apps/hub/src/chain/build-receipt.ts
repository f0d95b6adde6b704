import { type ContractReader, NO_MODEL, query, type Receipt } from "@qubix/contract";
import type { AttemptRecord } from "@qubix/market";
import { closeReasonOf, type ReceiptDocument, runOutcomeOf } from "@qubix/protocol";
import { identityFromPublicKey, toHex } from "@qubix/qubic";

export interface ReceiptSources {
  network: string;
  contractIndex: number;
  /** Identity of a provider by slot, where known. */
  identityOf(provider: number): Promise<string | undefined>;
  transactions: ReceiptDocument["transactions"];
  attempts: Pick<AttemptRecord, "attempt" | "batch" | "leafIndex">[];
  /** By attempt: what metered runs asked for when they were revealed. */
  charges: ReadonlyMap<number, bigint>;
}

/** The contract's receipt with everything that proves it. Each number can be checked on any node. */
export async function buildReceipt(
  reader: ContractReader,
  receipt: Receipt,
  sources: ReceiptSources,
): Promise<ReceiptDocument | undefined> {
  const closeReason = closeReasonOf(receipt.closeReason);
  if (!closeReason) return undefined;
  const runs = receipt.runs.filter((run) => run.outcome !== 0);
  return {
    version: 1,
    network: sources.network,
    contractIndex: sources.contractIndex,
    jobKey: toHex(receipt.jobKey),
    requester: identityFromPublicKey(receipt.requester),
    specDigest: toHex(receipt.specDigest),
    resultDigest: toHex(receipt.resultDigest),
    closeReason,
    index: String(receipt.index),
    tick: receipt.tick,
    epoch: receipt.epoch,
    hub: receipt.hub,
    ...(receipt.model === NO_MODEL ? {} : { model: receipt.model }),
    replicas: receipt.replicas,
    ...(receipt.metered ? { metered: true } : {}),
    royaltyPaid: String(receipt.royaltyPaid),
    hubPaid: String(receipt.hubPaid),
    burned: String(receipt.burned),
    toShareholders: String(receipt.toShareholders),
    refunded: String(receipt.refunded),
    slashed: String(receipt.slashed),
    runs: await Promise.all(
      runs.map((run) => runDocument(run, receipt.metered ? sources.charges.get(run.attempt) : undefined, sources)),
    ),
    transactions: sources.transactions,
    authorizations: await authorizations(reader, sources.attempts),
  };
}

async function runDocument(
  run: Receipt["runs"][number],
  charge: bigint | undefined,
  sources: ReceiptSources,
): Promise<ReceiptDocument["runs"][number]> {
  const identity = await sources.identityOf(run.provider);
  return {
    provider: run.provider,
    ...(identity ? { identity } : {}),
    attempt: run.attempt,
    outcome: runOutcomeOf(run.outcome) ?? "not-committed",
    ...(charge === undefined ? {} : { charge: String(charge) }),
    paid: String(run.paid),
    slashed: String(run.slashed),
  };
}

async function authorizations(
  reader: ContractReader,
  attempts: Pick<AttemptRecord, "attempt" | "batch" | "leafIndex">[],
): Promise<ReceiptDocument["authorizations"]> {
  const proofs = attempts.map(async ({ attempt, batch, leafIndex }) => {
    if (attempt === undefined || batch === undefined || leafIndex === undefined) return [];
    const [known, path] = await Promise.all([
      query.getBatch(reader, { batch }),
      query.getPath(reader, { batch, index: leafIndex }),
    ]);
    if (!known.found || !path.found || known.invocationId <= 0n) return [];
    return [
      {
        attempt,
        epoch: known.epoch,
        invocationId: String(known.invocationId),
        batch,
        root: toHex(path.root),
        leafIndex,
        path: path.siblings.slice(0, path.depth).map(toHex),
      },
    ];
  });
  return (await Promise.all(proofs)).flat();
}
