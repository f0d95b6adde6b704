import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 32 random bytes, hex. */
export const newSecret = (): string => randomBytes(32).toString("hex");

/** What is kept of a secret. One round of SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Whether two hashes (hex, of one length) are the same, in a time that doesn't tell where they differ. */
export function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, "hex"), Buffer.from(other, "hex"));
}
