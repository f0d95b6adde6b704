import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";
import { NUMBER_OF_COMPUTORS, QUORUM } from "../wire/computors.ts";

/** Most bytes that a contract's request to an OC machine may have. */
export const MAX_OC_REQUEST_SIZE = 1008;

/** One computor's signature that authorizes an invocation. */
export interface OcSigner {
  /** Index in the computor list of the invocation's epoch. */
  computorIndex: number;
  signature: Uint8Array;
}

/** An authorized invocation as a node pushes it to its OC machines (message 192): a request and its 451 signatures. */
export interface OcInvocation {
  /** tick << 31 | index within the tick. */
  invocationId: bigint;
  epoch: number;
  interfaceIndex: number;
  /** The request as the contract made it, padding included. */
  request: Uint8Array;
  signers: OcSigner[];
}

const HEADER_SIZE = 16;
const SIGNER_SIZE = 66;
/** Most bytes of the message's payload. */
export const MAX_OC_INVOCATION_SIZE = HEADER_SIZE + MAX_OC_REQUEST_SIZE + QUORUM * SIGNER_SIZE;

export function encodeInvocation(invocation: OcInvocation): Uint8Array {
  const { request, signers } = invocation;
  if (request.length > MAX_OC_REQUEST_SIZE) throw new QubicError("OUT_OF_RANGE", "A request has at most 1008 bytes.");
  if (signers.length > NUMBER_OF_COMPUTORS) throw new QubicError("OUT_OF_RANGE", "There are only 676 computors.");
  const writer = new ByteWriter(HEADER_SIZE + request.length + SIGNER_SIZE * signers.length)
    .i64(invocation.invocationId)
    .u16(invocation.epoch)
    .u16(invocation.interfaceIndex)
    .u16(request.length)
    .u16(signers.length)
    .put(request);
  for (const { computorIndex, signature } of signers) writer.u16(computorIndex).put(signature, 64);
  return writer.bytes;
}

/** Checks the shape only (see `verifyBundle`). Throws QubicError MALFORMED. */
export function decodeInvocation(payload: Uint8Array): OcInvocation {
  const reader = new ByteReader(payload, "OC invocation");
  const invocationId = reader.i64();
  const epoch = reader.u16();
  const interfaceIndex = reader.u16();
  const requestSize = reader.u16();
  const signatureCount = reader.u16();
  if (requestSize > MAX_OC_REQUEST_SIZE || signatureCount > NUMBER_OF_COMPUTORS) {
    throw new QubicError("MALFORMED", "OC invocation: a size is out of range.");
  }
  const request = reader.bytes(requestSize);
  const signers = Array.from({ length: signatureCount }, () => ({
    computorIndex: reader.u16(),
    signature: reader.bytes(64),
  }));
  reader.end();
  return { invocationId, epoch, interfaceIndex, request, signers };
}
