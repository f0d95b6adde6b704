import { createHash } from "node:crypto";
import type { Sha256 } from "./sha256.ts";

/** @see Sha256 */
export function newSha256(): Sha256 {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}
