import { randomBytes } from "node:crypto";
import { formatAuthorization, requestDigest } from "@qubix/protocol";
import { type KeyPair, sign, toHex } from "@qubix/qubic";

/** The Authorization header for one request, used once. */
export function signRequest(
  keyPair: KeyPair,
  request: { network: string; url: URL; method: string; bodyDigest: string },
): string {
  const { network, url, method, bodyDigest } = request;
  const nonce = randomBytes(16).toString("hex");
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
