import { call, contractReader, type ModelEntry, query } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
import { callFee } from "./call-fee.ts";
import { untilEffect } from "./until-effect.ts";

/**
 * Says what reading the files of a model of the caller's costs, and waits until the contract shows it; 0 ends the sale.
 * Costs the contract's callFee.
 * @param entry the version on the chain, as `findModelEntry` gives it @param price QU
 * @throws RefusedCallError, SendError, NoEffectError
 */
export async function setAccessPrice(
  caller: ContractCaller,
  { slot, record: { digest } }: ModelEntry,
  price: bigint,
): Promise<void> {
  await callContract(caller, call.setAccessPrice({ model: slot, price, nonce: freshNonce() }), await callFee(caller));
  const reader = contractReader(caller.node, caller.contractIndex);
  await untilEffect("SetAccessPrice", async () => {
    const { record } = await query.getModel(reader, { digest, model: slot });
    return record.accessPrice === price ? true : undefined;
  });
}

/**
 * Pays for access to a model on the chain. The contract knows no buyers, so two calls pay twice: it is signed for one tick
 * only. @returns id of the transaction; the contract may still have refused it, and given all back, if the price changed
 * @throws RefusedCallError, SendError
 */
export async function payForAccess(caller: ContractCaller, slot: number, price: bigint): Promise<string> {
  const amount = price + (await callFee(caller));
  return (await callContract({ ...caller, attempts: 1 }, call.buyAccess({ model: slot, price }), amount)).id;
}
