import { call } from "@qubix/contract";
import { fromHex } from "@qubix/qubic";
import type { UnsignedTransaction } from "../signing/signer.ts";
import { ladderOf } from "./ladder.ts";

/** What is added to a job. */
export interface TopUp {
  /** 64 hex digits, and the job's slot in the contract. */
  key: string;
  jobSlot: number;
  /** Which of the job's top-ups it is: one above its `topUps`. The contract takes each number once. */
  number: number;
  /** QU for the replicas, whose price cap it raises in equal parts, and the least protocol fee for it. */
  amount: bigint;
  /** Ticks by which the deadline moves. */
  extendTicks: number;
}

/** Where and when a job is topped up. */
export interface TopUpContext {
  contractIndex: number;
  tick: number;
  tickOffset: number;
  /** The contract's fee for calls. */
  callFee: bigint;
}

/** The ladder of TopUpJob transactions, to be signed. What the contract can't divide, it sends back. */
export function buildTopUp(topUp: TopUp, context: TopUpContext): UnsignedTransaction[] {
  const { key, jobSlot, number, amount, extendTicks } = topUp;
  const contractCall = call.topUpJob({ jobKey: fromHex(key), jobSlot, extendTicks, nonce: BigInt(number) });
  return ladderOf(contractCall, amount + context.callFee, context);
}
