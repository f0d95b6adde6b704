import { z } from "zod";
import { canonicalJson } from "../encoding/canonical-json.ts";
import { k12 } from "../encoding/hashes.ts";
import { toHex } from "../encoding/hex.ts";
import { parseJson } from "../encoding/parse-json.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import { JobSpec, MAX_SPEC_BYTES } from "./job-spec.ts";

export interface ParsedSpec {
  spec: JobSpec;
  /** Canonical JSON: what is hashed, stored and handed to agents. */
  canonical: string;
  /** K12 of `canonical`, hex. */
  digest: string;
}

/**
 * Reads a spec that came from outside, as bytes or text.
 * @throws ProtocolError JSON_TOO_LARGE, BAD_JSON, NOT_CANONICAL, UNSUPPORTED_SPEC_VERSION, INVALID_SPEC
 */
export function parseSpec(source: Uint8Array | string): ParsedSpec {
  return readSpec(parseJson(source, MAX_SPEC_BYTES));
}

/** The same for a value that `parseJson` (or the caller's own code) has made. */
export function readSpec(value: unknown): ParsedSpec {
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version !== 1) {
    throw new ProtocolError("UNSUPPORTED_SPEC_VERSION", `Spec version ${version} is unknown here; version 1 is.`);
  }
  const canonical = canonicalJson(value);
  const bytes = new TextEncoder().encode(canonical);
  if (bytes.length > MAX_SPEC_BYTES) {
    throw new ProtocolError("JSON_TOO_LARGE", `The spec has ${bytes.length} bytes, the limit is ${MAX_SPEC_BYTES}.`);
  }
  const parsed = JobSpec.safeParse(value);
  if (!parsed.success) {
    throw new ProtocolError("INVALID_SPEC", z.prettifyError(parsed.error), { issues: parsed.error.issues });
  }
  return { spec: parsed.data, canonical, digest: toHex(k12(bytes)) };
}
