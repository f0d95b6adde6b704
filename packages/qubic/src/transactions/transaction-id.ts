import { identityFromPublicKey, publicKeyFromIdentity } from "../crypto/identity.ts";
import { QubicError } from "../errors.ts";

/** A digest as 60 lower-case letters: an identity's encoding, checksum included. */
export function transactionIdFromDigest(digest: Uint8Array): string {
  return identityFromPublicKey(digest).toLowerCase();
}

/** Throws QubicError when the letters or the checksum are wrong. */
export function digestFromTransactionId(id: string): Uint8Array {
  if (!/^[a-z]{60}$/.test(id)) throw new QubicError("MALFORMED", "A transaction id has 60 lower-case letters.");
  return publicKeyFromIdentity(id.toUpperCase());
}
