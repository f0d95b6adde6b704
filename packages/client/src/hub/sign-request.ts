import { formatAuthorization, requestDigest } from "@qubix/protocol";
import { type KeyPair, sign, toHex } from "@qubix/qubic";
import { randomBytes } from "../runtime/random.ts";

/** The Authorization header for one request, used once. */
export function signRequest(
  keyPair: KeyPair,
  request: { network: string; url: URL; method: string; bodyDigest: string },
): string {
  const { network, url, method, bodyDigest } = request;
  const nonce = toHex(randomBytes(16));
  const time = Date.now();
  const digest = requestDigest({
    network,
    origin: url.host,
    method,
    path: url.pathname + url.search,
    bodyDigest,
    nonce,
    time,
  });
  return formatAuthorization({ identity: keyPair.identity, time, nonce, signature: toHex(sign(keyPair, digest)) });
}
