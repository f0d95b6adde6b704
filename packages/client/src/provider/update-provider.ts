import { call, type Provider } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "../chain/call-contract.ts";
import { callFee } from "../chain/call-fee.ts";

/** What of a provider's terms is to change; what is missing stays. */
export type ProviderChange = Partial<Pick<Provider, "hot" | "payout" | "minPrice" | "capacity" | "hubs" | "paused">>;

/**
 * Changes the terms of the caller's provider, and adds to its stake.
 * @param added QU
 * @throws RefusedCallError, SendError
 */
export async function updateProvider(
  caller: ContractCaller,
  record: Provider,
  change: ProviderChange,
  added = 0n,
): Promise<void> {
  const { owner, hot, payout, minPrice, capacity, hubs, anyHub, paused } = { ...record, ...change };
  const terms = { owner, hot, payout, minPrice, capacity, hubs, anyHub, paused, nonce: freshNonce() };
  await callContract(caller, call.updateProvider(terms), added + (await callFee(caller)));
}

/** Asks for a part of the stake back, or with 0 keeps what was asked for. It can be taken some time later. */
export async function requestUnstake(caller: ContractCaller, amount: bigint): Promise<void> {
  await callContract(caller, call.requestUnstake({ amount, nonce: freshNonce() }), await callFee(caller));
}

/** Takes the stake that was asked for, when its time has come. */
export async function takeUnstaked(caller: ContractCaller): Promise<void> {
  await callContract(caller, call.unstake({ nonce: freshNonce() }), await callFee(caller));
}
