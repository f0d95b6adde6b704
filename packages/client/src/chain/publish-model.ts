import { call, contractReader, type ModelEntry, NO_MODEL, NO_SLOT, query } from "@qubix/contract";
import { equalBytes } from "@qubix/qubic";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
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

/** Publishes a model version of the caller's unless it is published; returns its slot. Costs the contract's modelFee. */
export async function publishModelOnChain(caller: ContractCaller, terms: ModelTerms): Promise<number> {
  const { digest, royalty, parent } = terms;
  const existing = await findModel(caller, digest, caller.keyPair.publicKey);
  if (existing !== undefined) return existing;
  const { config } = await query.getConfig(contractReader(caller.node, caller.contractIndex), {});
  const lineage = { parent: parent?.model ?? NO_MODEL, parentShareBps: parent?.shareBps ?? 0 };
  const publish = call.publishModel({ digest, royalty, ...lineage, nonce: freshNonce() });
  await callContract(caller, publish, config.modelFee);
  return untilEffect("PublishModel", () => findModel(caller, digest, caller.keyPair.publicKey));
}

/** Slot of the model with this manifest digest and creator: anybody can publish a digest, each for himself. */
export async function findModel(...which: Parameters<typeof findModelEntry>): Promise<number | undefined> {
  return (await findModelEntry(...which))?.slot;
}

/** The same with all that the contract says of it. @param digest SHA-256 of the manifest */
export async function findModelEntry(
  { node, contractIndex }: Pick<ContractCaller, "node" | "contractIndex">,
  digest: Uint8Array,
  creator: Uint8Array,
): Promise<ModelEntry | undefined> {
  const reader = contractReader(node, contractIndex);
  for (let fromSlot = 0; ; ) {
    const page = await query.listModels(reader, { fromSlot, changedSince: 0 });
    const entries = page.entries.slice(0, page.count);
    const own = entries.find(({ record }) => equalBytes(record.digest, digest) && equalBytes(record.creator, creator));
    if (own) return own;
    if (page.nextSlot === NO_SLOT) return undefined;
    fromSlot = page.nextSlot;
  }
}
