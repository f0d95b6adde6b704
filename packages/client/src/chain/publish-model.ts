import { call, contractReader, type GetModelOutput, NO_MODEL, query } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
import { callFee } from "./call-fee.ts";
import { untilEffect } from "./until-effect.ts";

/** A model version to publish on the chain. */
export interface ModelTerms {
  /** SHA-256 of the manifest. */
  digest: Uint8Array;
  /** In QU, paid once per job. */
  royalty: bigint;
  /** Slot of the model that this one was made from, and its share of the royalty. */
  parent?: { model: number; shareBps: number };
}

/** Publishes a model version of the caller's unless it is published; returns its slot. */
export async function publishModelOnChain(caller: ContractCaller, terms: ModelTerms): Promise<number> {
  const { digest, royalty, parent } = terms;
  const own = async () => {
    const { found, model, record } = await findModel(caller, digest);
    return found && Buffer.compare(record.creator, caller.keyPair.publicKey) === 0 ? model : undefined;
  };
  const existing = await own();
  if (existing !== undefined) return existing;
  const lineage = { parent: parent?.model ?? NO_MODEL, parentShareBps: parent?.shareBps ?? 0 };
  const publish = call.publishModel({ digest, royalty, ...lineage, nonce: freshNonce() });
  await callContract(caller, publish, await callFee(caller));
  return untilEffect("PublishModel", own);
}

/** The contract's record of the model with this manifest digest, if `found`. */
export async function findModel(
  { node, contractIndex }: Pick<ContractCaller, "node" | "contractIndex">,
  digest: Uint8Array,
): Promise<GetModelOutput> {
  return query.getModel(contractReader(node, contractIndex), { digest, model: NO_MODEL });
}
