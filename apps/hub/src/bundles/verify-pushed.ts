import { decodeInvocation, equalBytes, type OcInvocation, QUORUM, QubicError } from "@qubix/qubic";
import { decodeOcRequest, type OcRequest } from "./oc-request.ts";

/** What the chain says about a closed batch (GetBatch, or the projection of it). */
export interface KnownBatch {
  batch: number;
  root: Uint8Array;
  invocationId: bigint;
  epoch: number;
  count: number;
  /** Tick in which the batch was closed. */
  tick: number;
}

export interface ReadBundle {
  invocation: OcInvocation;
  request: OcRequest;
}

/** Reads the body of message 192 that may be about one of our batches. @returns undefined for anything else */
export function readBundle(body: Uint8Array, ocInterface: number, contractIndex: number): ReadBundle | undefined {
  try {
    const invocation = decodeInvocation(body);
    if (invocation.interfaceIndex !== ocInterface || invocation.signers.length !== QUORUM) return undefined;
    const request = decodeOcRequest(invocation.request);
    return request.contractIndex === contractIndex ? { invocation, request } : undefined;
  } catch (error) {
    if (error instanceof QubicError) return undefined;
    throw error;
  }
}

/**
 * Whether a bundle is about this batch as the chain knows it. The signed message names no contract and anyone may use the
 * interface, so this comes before any signature is looked at.
 */
export function isAbout({ invocation, request }: ReadBundle, batch: KnownBatch): boolean {
  return (
    invocation.invocationId === batch.invocationId &&
    invocation.epoch === batch.epoch &&
    request.batch === batch.batch &&
    request.count === batch.count &&
    request.tick === batch.tick &&
    equalBytes(request.root, batch.root)
  );
}
