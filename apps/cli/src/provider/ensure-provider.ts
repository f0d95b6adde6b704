import { acceptedHubs, type ContractCaller, callContract, callFee, freshNonce, registerProvider } from "@qubix/client";
import { call, contractReader, NO_HUB, NO_PROVIDER, type Provider, query } from "@qubix/contract";
import { equalBytes } from "@qubix/qubic";

/** How a provider should stand on the chain. What is missing stays as it is, or is the contract's least. Amounts in QU. */
export interface WantedProvider {
  hot: Uint8Array;
  /** Slot of a hub that it must accept. */
  hub: number;
  payout?: Uint8Array | undefined;
  stake?: bigint | undefined;
  minPrice?: bigint | undefined;
  /** Runs side by side. */
  capacity?: number | undefined;
}

/** Registers the caller's provider, or brings it to what is wanted; returns its slot. @throws RefusedCallError, SendError */
export async function ensureProvider(caller: ContractCaller, wanted: WantedProvider): Promise<number> {
  const reader = contractReader(caller.node, caller.contractIndex);
  const asked = { identity: caller.keyPair.publicKey, provider: NO_PROVIDER };
  const { found, record, provider } = await query.getProvider(reader, asked);
  if (!found) return register(caller, wanted);
  if (record.unstaking > 0n) {
    await callContract(caller, call.requestUnstake({ amount: 0n, nonce: freshNonce() }), await callFee(caller));
  }
  const change = changeOf(record, wanted);
  if (change) {
    const input = { ...change.input, nonce: freshNonce() };
    await callContract(caller, call.updateProvider(input), change.stake + (await callFee(caller)));
  }
  return provider;
}

async function register(caller: ContractCaller, wanted: WantedProvider): Promise<number> {
  const { config } = await query.getConfig(contractReader(caller.node, caller.contractIndex), {});
  return registerProvider(caller, {
    hot: wanted.hot,
    payout: wanted.payout ?? caller.keyPair.publicKey,
    stake: wanted.stake ?? config.minStake,
    minPrice: wanted.minPrice ?? config.minPrice,
    capacity: wanted.capacity ?? 1,
    hubs: [wanted.hub],
  });
}

/** What must be sent to bring a provider to what is wanted, and the stake that is missing; undefined when nothing is. */
export function changeOf(record: Provider, wanted: WantedProvider) {
  const hubs = record.hubs.filter((hub) => hub !== NO_HUB);
  const accepts = record.anyHub === 1 || hubs.includes(wanted.hub);
  const input = {
    owner: record.owner,
    hot: wanted.hot,
    payout: wanted.payout ?? record.payout,
    minPrice: wanted.minPrice ?? record.minPrice,
    capacity: wanted.capacity ?? record.capacity,
    // Four have room: the one that was accepted first makes place.
    hubs: acceptedHubs(accepts ? hubs : [...hubs, wanted.hub].slice(-4)),
    anyHub: record.anyHub,
    paused: 0,
  };
  const stake = wanted.stake !== undefined && wanted.stake > record.stake ? wanted.stake - record.stake : 0n;
  const same =
    accepts &&
    record.paused === 0 &&
    equalBytes(input.hot, record.hot) &&
    equalBytes(input.payout, record.payout) &&
    input.minPrice === record.minPrice &&
    input.capacity === record.capacity;
  return same && stake === 0n ? undefined : { input, stake };
}
