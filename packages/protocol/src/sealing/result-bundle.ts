import { concatBytes, u32le, viewOf } from "../encoding/bytes.ts";
import { canonicalJson } from "../encoding/canonical-json.ts";
import { blobDigest } from "../encoding/hashes.ts";
import { parseJson } from "../encoding/parse-json.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import { Result } from "../job/result.ts";
import { UsageStatement } from "../job/usage-statement.ts";

const MAX_RESULT_JSON = 4 * 1024 * 1024;
const MAX_USAGE_JSON = 16 * 1024;

/** A result with the bytes of its outputs, by path; a metered run's with what it used. */
export interface ResultBundle {
  result: Result;
  outputs: Map<string, Uint8Array>;
  usage?: UsageStatement | undefined;
}

/**
 * u32 LE length of the result's canonical JSON ‖ that JSON ‖ the outputs' bytes in the result's order ‖ for a metered run
 * the canonical JSON of its usage.
 */
export function packResult({ result, outputs, usage }: ResultBundle): Uint8Array {
  const json = new TextEncoder().encode(canonicalJson(Result.parse(result)));
  const parts = result.outputs.map((output) => {
    const bytes = outputs.get(output.path);
    if (bytes === undefined) throw bad(`the output ${output.path} is missing`);
    checkOutput(output, bytes);
    return bytes;
  });
  const statement = usage ? new TextEncoder().encode(canonicalJson(UsageStatement.parse(usage))) : new Uint8Array();
  return concatBytes(u32le(json.length), json, ...parts, statement);
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
  if (offset === bytes.length) return { result: parsed.data, outputs };
  return { result: parsed.data, outputs, usage: usageIn(bytes.subarray(offset)) };
}

function usageIn(bytes: Uint8Array): UsageStatement {
  if (bytes.length > MAX_USAGE_JSON) throw bad("it is longer than its outputs");
  const parsed = UsageStatement.safeParse(parseJson(bytes, MAX_USAGE_JSON));
  if (!parsed.success) throw bad("its usage is malformed");
  return parsed.data;
}

function checkOutput(output: { path: string; size: number; digest: string }, bytes: Uint8Array): void {
  if (bytes.length !== output.size || blobDigest(bytes) !== output.digest) {
    throw bad(`the output ${output.path} differs from its size or digest`);
  }
}

function bad(what: string): ProtocolError {
  return new ProtocolError("BAD_BUNDLE", `The result can't be read: ${what}.`);
}
