import { ByteWriter } from "../bytes/byte-writer.ts";
import { k12 } from "../crypto/k12.ts";

/** Keeps an authorization from being taken for anything else that a computor signs. */
const DOMAIN = new TextEncoder().encode("QUBIC_OC_AUTH");

/** What a computor signs to authorize a request whose K12 is `requestDigest`. */
export function authorizationDigestOf(
  epoch: number,
  interfaceIndex: number,
  invocationId: bigint,
  requestDigest: Uint8Array,
): Uint8Array {
  const message = new ByteWriter(57)
    .put(DOMAIN)
    .u16(epoch)
    .u16(interfaceIndex)
    .i64(invocationId)
    .put(requestDigest, 32);
  return k12(message.bytes);
}

/** What a computor signs to authorize a request. */
export function authorizationDigest(
  epoch: number,
  interfaceIndex: number,
  invocationId: bigint,
  request: Uint8Array,
): Uint8Array {
  return authorizationDigestOf(epoch, interfaceIndex, invocationId, k12(request));
}
