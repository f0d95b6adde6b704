import { contractReader, NO_SLOT, query } from "@qubix/contract";
import type { RouteResponse } from "@qubix/protocol";
import { fromHex, toHex } from "@qubix/qubic";
import { type ContractCaller, explainCall } from "../chain/call-contract.ts";
import { callFee } from "../chain/call-fee.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { signNow } from "../signing/sign-now.ts";
import { JobNotOnChainError } from "./act-on-job.ts";
import { buildTopUp } from "./build-top-up.ts";

/**
 * Tops a job up through its hub. Done again before the first one is in a tick, it is the same top-up and counts once.
 * @param amount QU for the runs and the protocol fee on it; the contract's fee for the call comes on top
 * @throws JobNotOnChainError, RefusedCallError, HubError
 */
export async function topUpJob(
  hub: HubClient,
  caller: ContractCaller,
  key: string,
  { amount, extendTicks = 0 }: { amount: bigint; extendTicks?: number },
): Promise<RouteResponse<"topUpJob"> & { number: number; attached: bigint }> {
  const { node, contractIndex, keyPair, tickOffset } = caller;
  const asked = { jobKey: fromHex(key), jobSlot: NO_SLOT };
  const [{ found, jobSlot, record }, fee] = await Promise.all([
    query.getJob(contractReader(node, contractIndex), asked),
    callFee(caller),
  ]);
  if (!found) throw new JobNotOnChainError("The contract has no such job (any more).");
  const topUp = { key, jobSlot, number: record.topUps + 1, amount, extendTicks };
  const ladderAt = (tick: number) => buildTopUp(topUp, { contractIndex, tick, tickOffset, callFee: fee });
  await explainCall(caller, ladderAt(0)[0]!, amount + fee);
  const signed = await signNow(keyPair, node, ladderAt);
  const body = { transactions: signed.map(({ bytes }) => toHex(bytes)) };
  const answer = await hub.call("topUpJob", { params: { key }, body });
  return { ...answer, number: topUp.number, attached: amount + fee };
}
