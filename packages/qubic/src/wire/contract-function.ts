import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";

/** Calls a contract's function (42); answered with its output (43), empty when the call failed. */
export interface ContractFunctionRequest {
  contractIndex: number;
  inputType: number;
  input: Uint8Array;
}

export function encodeContractFunctionRequest(request: ContractFunctionRequest): Uint8Array {
  return new ByteWriter(8 + request.input.length)
    .u32(request.contractIndex)
    .u16(request.inputType)
    .u16(request.input.length)
    .put(request.input).bytes;
}

/** Throws QubicError MALFORMED. */
export function decodeContractFunctionRequest(payload: Uint8Array): ContractFunctionRequest {
  const reader = new ByteReader(payload, "contract function request");
  const contractIndex = reader.u32();
  const inputType = reader.u16();
  const input = reader.bytes(reader.u16());
  reader.end();
  return { contractIndex, inputType, input };
}
