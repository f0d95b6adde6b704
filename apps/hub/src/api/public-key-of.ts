import { readIdentity } from "../auth/read-identity.ts";
import { Problem } from "../problem.ts";

/** The public key of an identity that a request names. @throws Problem INVALID_REQUEST */
export function publicKeyOf(identity: string): Uint8Array {
  const publicKey = readIdentity(identity);
  if (!publicKey) throw new Problem("INVALID_REQUEST", "identity: its last letters do not fit the others.");
  return publicKey;
}
