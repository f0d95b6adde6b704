import { type ContractCall, contractCode, contractReader, query } from "@qubix/contract";
import { contractPublicKey, identityFromPublicKey, type SignedTransaction } from "@qubix/qubic";
import type { Keys } from "../signing/signer.ts";
import type { ChainNode } from "./chain-node.ts";
import { RefusedCallError } from "./refused-call-error.ts";
import { type SendOptions, sendTransaction } from "./send-transaction.ts";

/** Where and as whom to call the contract. */
export interface ContractCaller extends SendOptions {
  node: ChainNode;
  contractIndex: number;
  keyPair: Keys;
}

/**
 * Calls a procedure by a transaction of one's own and waits until a tick has taken it. Asks the contract beforehand
 * whether it would refuse, so that nothing is sent that can't succeed; what changed meanwhile still can refuse it.
 * @throws RefusedCallError, SendError, QubicError
 */
export async function callContract(
  caller: ContractCaller,
  { inputType, input }: ContractCall,
  amount: bigint,
): Promise<SignedTransaction> {
  await explainCall(caller, { inputType, input }, amount);
  const destination = contractPublicKey(caller.contractIndex);
  return sendTransaction(caller.node, caller.keyPair, { destination, amount, inputType, input }, caller);
}

/** @throws RefusedCallError when the contract would refuse this call now */
export async function explainCall(
  { node, contractIndex, keyPair }: Pick<ContractCaller, "node" | "contractIndex" | "keyPair">,
  { inputType, input }: ContractCall,
  amount: bigint,
): Promise<void> {
  const whole = new Uint8Array(1024);
  whole.set(input);
  const reader = contractReader(node, contractIndex);
  const asked = { invocator: keyPair.publicKey, amount, procedure: inputType, input: whole };
  const { code } = await query.explain(reader, asked);
  if (code === 0) return;
  const { name, text } = contractCode(code);
  const who = identityFromPublicKey(keyPair.publicKey);
  throw new RefusedCallError(name, code, `The contract would refuse this call of ${who.slice(0, 8)}…: ${text}`);
}

let lastNonce = 0n;

/** A nonce for one intent: the time in microseconds, never the same twice and always higher than before. */
export function freshNonce(): bigint {
  const now = BigInt(Date.now()) * 1000n;
  lastNonce = now > lastNonce ? now : lastNonce + 1n;
  return lastNonce;
}
