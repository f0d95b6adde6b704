import { canonicalJson } from "../encoding/canonical-json.ts";
import { k12 } from "../encoding/hashes.ts";
import { toHex } from "../encoding/hex.ts";

/** K12 of a document's canonical JSON, hex: `specDigest` of a job spec as it was sent. */
export function specDigest(spec: unknown): string {
  return toHex(k12(new TextEncoder().encode(canonicalJson(spec))));
}
