import { publicKeyFromIdentity } from "@qubix/qubic";

/** The public key that an identity encodes; undefined when its checksum is wrong. */
export function readIdentity(identity: string): Uint8Array | undefined {
  try {
    return publicKeyFromIdentity(identity);
  } catch {
    return undefined;
  }
}
