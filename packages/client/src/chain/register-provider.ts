import { call, contractReader, NO_HUB, NO_PROVIDER, query } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
import { callFee } from "./call-fee.ts";
import { untilEffect } from "./until-effect.ts";

/** What a provider registers with. Amounts in QU. */
export interface ProviderTerms {
  /** The agent's key. */
  hot: Uint8Array;
  /** Where rewards go. */
  payout: Uint8Array;
  stake: bigint;
  minPrice: bigint;
  /** Attempts at once. */
  capacity: number;
  /** Slots of up to four hubs that it accepts. */
  hubs: number[];
  anyHub?: boolean;
}

/** Registers a provider for the caller unless it is one; returns its slot. */
export async function registerProvider(caller: ContractCaller, terms: ProviderTerms): Promise<number> {
  const existing = await findProvider(caller, caller.keyPair.publicKey);
  if (existing !== undefined) return existing;
  const { hot, payout, stake, minPrice, capacity } = terms;
  const hubs = acceptedHubs(terms.hubs);
  const input = { hot, payout, minPrice, capacity, hubs, anyHub: terms.anyHub ? 1 : 0, nonce: freshNonce() };
  await callContract(caller, call.registerProvider(input), stake + (await callFee(caller)));
  return untilEffect("RegisterProvider", () => findProvider(caller, caller.keyPair.publicKey));
}

/** Slots of hubs as the contract stores them: always four. */
export function acceptedHubs(hubs: number[]): number[] {
  return Array.from({ length: 4 }, (_, i) => hubs[i] ?? NO_HUB);
}

/** Slot of the provider with this owner or hot key. */
export async function findProvider(
  { node, contractIndex }: Pick<ContractCaller, "node" | "contractIndex">,
  identity: Uint8Array,
): Promise<number | undefined> {
  const asked = { identity, provider: NO_PROVIDER };
  const { found, provider } = await query.getProvider(contractReader(node, contractIndex), asked);
  return found ? provider : undefined;
}
