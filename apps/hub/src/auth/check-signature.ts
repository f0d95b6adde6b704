import {
  fromHex,
  ProtocolError,
  parseAuthorization,
  REQUEST_TIME_WINDOW_MS,
  type RequestToSign,
  requestDigest,
} from "@qubix/protocol";
import { verify } from "@qubix/qubic";
import { Problem } from "../problem.ts";
import type { Caller } from "./caller.ts";
import { readIdentity } from "./read-identity.ts";

/** Remembers nonces for as long as a request with them could be repeated. @returns false when it was seen before */
export type UseNonce = (identity: string, nonce: string, forMs: number) => Promise<boolean>;

/** What the request itself says, before its Authorization header is believed. */
export type RequestFacts = Omit<RequestToSign, "nonce" | "time">;

/**
 * Checks a signed request in the order of cost: shape, time, signature, and last the nonce, so that a stranger can't
 * fill the table of nonces without a valid signature.
 *
 * @throws Problem BAD_AUTHORIZATION, REQUEST_EXPIRED, SIGNATURE_INVALID, NONCE_USED
 */
export async function checkSignature(
  header: string,
  facts: RequestFacts,
  now: number,
  useNonce: UseNonce,
): Promise<Caller> {
  const { identity, time, nonce, signature } = readHeader(header);
  if (Math.abs(now - time) > REQUEST_TIME_WINDOW_MS) {
    throw new Problem("REQUEST_EXPIRED", `The request is of ${time}, this hub's clock says ${now}.`);
  }
  const publicKey = readIdentity(identity);
  if (publicKey === undefined) throw new Problem("BAD_AUTHORIZATION", "The identity's checksum is wrong.");
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
  return { identity, publicKey, via: "signature" };
}

function readHeader(header: string) {
  try {
    return parseAuthorization(header);
  } catch (error) {
    if (error instanceof ProtocolError) throw new Problem("BAD_AUTHORIZATION", error.message);
    throw error;
  }
}
