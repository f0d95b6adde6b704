import { k12, sha256Hex } from "../encoding/hashes.ts";

/** How far a request's time may be from the hub's, in milliseconds, either way. */
export const REQUEST_TIME_WINDOW_MS = 120_000;

export interface RequestToSign {
  /** The network's id, from its definition. */
  network: string;
  /** Host and port as in the Host header, lowercase: `hub.example:8080`. */
  origin: string;
  method: string;
  /** Path with its query as sent: `/api/v1/jobs?limit=10`. */
  path: string;
  /** SHA-256 hex of the body (of nothing when there is none); for blobs the digest named in the path. */
  bodyDigest: string;
  /** 16 random bytes as 32 hex digits, used once. */
  nonce: string;
  /** Milliseconds since 1970. */
  time: number;
}

/** SHA-256 of no bytes: the body digest of a request without a body. */
export const EMPTY_BODY_DIGEST: string = sha256Hex(new Uint8Array());

/**
 * The text that is signed. Tagged, and names network and origin, so that it can't be replayed elsewhere; it can't be
 * read as a transaction either, since those are signed as the digest of bytes that begin with two public keys.
 */
export function requestText(request: RequestToSign): string {
  return [
    "QUBIX_REQUEST_V1",
    request.network,
    request.origin,
    request.method.toUpperCase(),
    request.path,
    request.bodyDigest,
    request.nonce,
    String(request.time),
  ].join("\n");
}

/** K12 of `requestText`: the 32 bytes that SchnorrQ signs. */
export function requestDigest(request: RequestToSign): Uint8Array {
  return k12(new TextEncoder().encode(requestText(request)));
}
