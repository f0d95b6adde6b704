import {
  fromHex,
  ProtocolError,
  parseAuthorization,
  REQUEST_TIME_WINDOW_MS,
  type RequestToSign,
  requestDigest,
} from "@qubix/protocol";
import { publicKeyFromIdentity, verify } from "@qubix/qubic";
import { Problem } from "../problem.ts";

/** Who signed a request. */
export interface Caller {
  identity: string;
  publicKey: Uint8Array;
}

/** Remembers nonces for as long as a request with them could be repeated. @returns false when it was seen before */
export type UseNonce = (identity: string, nonce: string, forMs: number) => Promise<boolean>;

/** What the request itself says, before the Authorization header is believed. */
export type RequestFacts = Omit<RequestToSign, "nonce" | "time">;

/**
 * Checks a signed request in the order of cost: shape, time, signature, and last the nonce, so that a stranger can't
 * fill the table of nonces without a valid signature.
 *
 * @throws Problem BAD_AUTHORIZATION, REQUEST_EXPIRED, SIGNATURE_INVALID, NONCE_USED
 */
export async function authenticate(
  header: string | undefined,
  facts: RequestFacts,
  now: number,
  useNonce: UseNonce,
): Promise<Caller> {
  if (header === undefined) throw new Problem("UNSIGNED", "This route needs a signed request.");
  const { identity, time, nonce, signature } = readHeader(header);
  if (Math.abs(now - time) > REQUEST_TIME_WINDOW_MS) {
    throw new Problem("REQUEST_EXPIRED", `The request is of ${time}, this hub's clock says ${now}.`);
  }
  const publicKey = readIdentity(identity);
  const digest = requestDigest({ ...facts, nonce, time });
  if (!verify(publicKey, digest, fromHex(signature, 64))) {
    throw new Problem(
      "SIGNATURE_INVALID",
      `The signature does not fit ${facts.method} ${facts.path} on ${facts.origin}.`,
    );
  }
  if (!(await useNonce(identity, nonce, 2 * REQUEST_TIME_WINDOW_MS))) {
    throw new Problem("NONCE_USED", "This request was received before.");
  }
  return { identity, publicKey };
}

function readHeader(header: string) {
  try {
    return parseAuthorization(header);
  } catch (error) {
    if (error instanceof ProtocolError) throw new Problem("BAD_AUTHORIZATION", error.message);
    throw error;
  }
}

function readIdentity(identity: string): Uint8Array {
  try {
    return publicKeyFromIdentity(identity);
  } catch {
    throw new Problem("BAD_AUTHORIZATION", "The identity's checksum is wrong.");
  }
}
