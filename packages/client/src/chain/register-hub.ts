import { call, contractReader, NO_HUB, query } from "@qubix/contract";
import { type ContractCaller, callContract, freshNonce } from "./call-contract.ts";
import { callFee } from "./call-fee.ts";
import { untilEffect } from "./until-effect.ts";

/** What a hub registers with: the key that assigns, its bond and its least fee in QU. */
export interface HubTerms {
  hot: Uint8Array;
  bond: bigint;
  minFee: bigint;
}

/** Registers a hub for the caller unless it has one; returns the hub's slot. */
export async function registerHub(caller: ContractCaller, { hot, bond, minFee }: HubTerms): Promise<number> {
  const existing = await findHub(caller, caller.keyPair.publicKey);
  if (existing !== undefined) return existing;
  const input = { hot, minFee, nonce: freshNonce() };
  await callContract(caller, call.registerHub(input), bond + (await callFee(caller)));
  return untilEffect("RegisterHub", () => findHub(caller, caller.keyPair.publicKey));
}

/** Slot of the hub with this owner or hot key. */
export async function findHub(
  { node, contractIndex }: Pick<ContractCaller, "node" | "contractIndex">,
  identity: Uint8Array,
): Promise<number | undefined> {
  const { found, hub } = await query.getHub(contractReader(node, contractIndex), { identity, hub: NO_HUB });
  return found ? hub : undefined;
}
