import type { NetworkDefinition } from "@qubix/protocol";
import type { ComputorList } from "@qubix/qubic";
import type { ChainNode } from "../chain/chain-node.ts";

/** One thing that was checked about a receipt. */
export interface ReceiptCheck {
  /** What was checked, in words. */
  what: string;
  ok: boolean;
  /** What was found instead, where it is not ok. */
  detail?: string;
}

/** What a receipt is checked against: a node, and the network's definition, which both come from elsewhere than the hub. */
export interface ReceiptGround {
  node: ChainNode;
  network: NetworkDefinition;
}

/** Ground with the computors of the receipt's epoch, signed by the arbitrator. */
export interface VerifiedGround extends ReceiptGround {
  computors: ComputorList;
}

/** A check that compares. */
export function same(what: string, found: unknown, expected: unknown): ReceiptCheck {
  if (found === expected) return { what, ok: true };
  return { what, ok: false, detail: `the receipt says ${String(expected)}, the chain ${String(found)}` };
}
