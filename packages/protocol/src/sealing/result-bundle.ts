import { concatBytes, u32le, viewOf } from "../encoding/bytes.ts";
import { canonicalJson } from "../encoding/canonical-json.ts";
import { blobDigest } from "../encoding/hashes.ts";
import { parseJson } from "../encoding/parse-json.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import { Result } from "../job/result.ts";

const MAX_RESULT_JSON = 4 * 1024 * 1024;

/** A result with the bytes of its outputs, by path. */
export interface ResultBundle {
  result: Result;
  outputs: Map<string, Uint8Array>;
}

/** u32 LE length of the result's canonical JSON ‖ that JSON ‖ the outputs' bytes in the result's order. */
export function packResult({ result, outputs }: ResultBundle): Uint8Array {
  const json = new TextEncoder().encode(canonicalJson(Result.parse(result)));
  const parts = result.outputs.map((output) => {
    const bytes = outputs.get(output.path);
    if (bytes === undefined) throw bad(`the output ${output.path} is missing`);
    checkOutput(output, bytes);
    return bytes;
  });
  return concatBytes(u32le(json.length), json, ...parts);
}

/**
 * Reads what `packResult` wrote and checks each output against its size and digest.
 * @throws ProtocolError BAD_BUNDLE
 */
export function unpackResult(bytes: Uint8Array): ResultBundle {
  if (bytes.length < 4) throw bad("it is too short");
  const jsonEnd = 4 + viewOf(bytes).getUint32(0, true);
  if (jsonEnd > bytes.length || jsonEnd > MAX_RESULT_JSON) throw bad("its result is cut off or too long");
  const parsed = Result.safeParse(parseJson(bytes.subarray(4, jsonEnd), MAX_RESULT_JSON));
  if (!parsed.success) throw bad("its result is malformed");
  const outputs = new Map<string, Uint8Array>();
  let offset = jsonEnd;
  for (const output of parsed.data.outputs) {
    const content = bytes.subarray(offset, offset + output.size);
    checkOutput(output, content);
    outputs.set(output.path, content);
    offset += output.size;
  }
  if (offset !== bytes.length) throw bad("it is longer than its outputs");
  return { result: parsed.data, outputs };
}

function checkOutput(output: { path: string; size: number; digest: string }, bytes: Uint8Array): void {
  if (bytes.length !== output.size || blobDigest(bytes) !== output.digest) {
    throw bad(`the output ${output.path} differs from its size or digest`);
  }
}

function bad(what: string): ProtocolError {
  return new ProtocolError("BAD_BUNDLE", `The result can't be read: ${what}.`);
}
