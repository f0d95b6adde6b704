import { call, contractReader, type ModelEntry, query } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
import { callFee } from "./call-fee.ts";
import { untilEffect } from "./until-effect.ts";

/**
 * Changes what each new job pays for a model version of the caller's, and waits until the contract shows it. Jobs that
 * have it already pay what was asked when they were made. Costs the contract's callFee.
 * @param entry the version on the chain, as `findModelEntry` gives it @param royalty QU
 * @throws RefusedCallError, SendError, NoEffectError
 */
export async function changeRoyalty(
  caller: ContractCaller,
  { slot, record }: ModelEntry,
  royalty: bigint,
): Promise<void> {
  const { creator, active, digest } = record;
  const change = call.updateModel({ model: slot, active, royalty, creator, nonce: freshNonce() });
  await callContract(caller, change, await callFee(caller));
  const reader = contractReader(caller.node, caller.contractIndex);
  await untilEffect("UpdateModel", async () => {
    const now = (await query.getModel(reader, { digest, model: slot })).record;
    return now.royalty === royalty ? true : undefined;
  });
}
