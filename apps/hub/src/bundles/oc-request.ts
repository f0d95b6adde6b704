import { ByteReader, ByteWriter } from "@qubix/qubic";

/** What the computors sign for a batch (OcRequest in contracts/QubixOC.h), 56 bytes. */
export interface OcRequest {
  /** Root over the batch's assignments. */
  root: Uint8Array;
  contractIndex: number;
  batch: number;
  /** Leaves under the root. */
  count: number;
  /** Tick in which the batch was closed. */
  tick: number;
}

export const OC_REQUEST_SIZE = 56;

export function encodeOcRequest(request: OcRequest): Uint8Array {
  return new ByteWriter(OC_REQUEST_SIZE)
    .put(request.root, 32)
    .u64(BigInt(request.contractIndex))
    .u32(request.batch)
    .u32(request.count)
    .u32(request.tick)
    .u32(0).bytes;
}

/** @throws QubicError MALFORMED */
export function decodeOcRequest(bytes: Uint8Array): OcRequest {
  const reader = new ByteReader(bytes, "OC request");
  const request = {
    root: reader.bytes(32),
    contractIndex: Number(reader.u64()),
    batch: reader.u32(),
    count: reader.u32(),
    tick: reader.u32(),
  };
  reader.u32();
  reader.end();
  return request;
}
