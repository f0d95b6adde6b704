import { call, contractReader, NO_SLOT, query } from "@qubix/contract";
import type { RouteResponse } from "@qubix/protocol";
import { fromHex, toHex } from "@qubix/qubic";
import { type ContractCaller, explainCall, freshNonce } from "../chain/call-contract.ts";
import { callFee } from "../chain/call-fee.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { signNow } from "../signing/sign-now.ts";
import { ladderOf } from "./ladder.ts";

/** What can be done to a job: by its requester, `claim` by anybody. */
export type JobAction = "cancel" | "accept" | "claim";

const ACTIONS = {
  cancel: { route: "cancelJob", make: call.cancelJob },
  accept: { route: "acceptJob", make: call.acceptResult },
  claim: { route: "claimJob", make: call.claimTimeout },
} as const;

/** The job is not in the contract's table: it is over, or its creation never got there. */
export class JobNotOnChainError extends Error {
  override readonly name = "JobNotOnChainError";
  readonly code = "JOB_NOT_ON_CHAIN";
  readonly status = 409;
  readonly hint = "Look at the job and at its receipt.";
}

/**
 * Signs a ladder of transactions for an action and hands it to the hub, which relays them one by one as needed.
 * @throws JobNotOnChainError, RefusedCallError, HubError
 */
export async function actOnJob(
  hub: HubClient,
  caller: ContractCaller,
  action: JobAction,
  key: string,
): Promise<RouteResponse<"cancelJob">> {
  const { keyPair, node, contractIndex, tickOffset } = caller;
  const jobKey = fromHex(key);
  const { found, jobSlot } = await query.getJob(contractReader(node, contractIndex), { jobKey, jobSlot: NO_SLOT });
  if (!found) throw new JobNotOnChainError("The contract has no such job (any more).");
  const { route, make } = ACTIONS[action];
  const contractCall = make({ jobKey, jobSlot, nonce: freshNonce() });
  const amount = await callFee(caller);
  await explainCall(caller, contractCall, amount);
  const signed = await signNow(keyPair, node, (tick) =>
    ladderOf(contractCall, amount, { contractIndex, tick, tickOffset }),
  );
  const body = { transactions: signed.map(({ bytes }) => toHex(bytes)) };
  return hub.call(route, { params: { key }, body });
}
