import type { ContractCall } from "@qubix/contract";
import { contractPublicKey } from "@qubix/qubic";
import type { UnsignedTransaction } from "../signing/signer.ts";

/** Each rung must leave time for the proof that the one before is absent, on a busy machine and with quick ticks too. */
const RUNGS = [1, 5, 20];

/** The same call for three ticks, to be signed: a hub sends the next when the one before is proven absent. */
export function ladderOf(
  { inputType, input }: ContractCall,
  amount: bigint,
  { contractIndex, tick, tickOffset }: { contractIndex: number; tick: number; tickOffset: number },
): UnsignedTransaction[] {
  const unsigned = { destination: contractPublicKey(contractIndex), amount, inputType, input };
  return RUNGS.map((rung) => ({ ...unsigned, tick: tick + rung * tickOffset }));
}
