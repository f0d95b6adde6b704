import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { ProtocolError } from "../errors/protocol-error.ts";

const PREFIX = "whsec_";
/** How old a delivery may be when it arrives, in seconds. */
const TOLERANCE_SECONDS = 300;

/** The text form of a secret: `whsec_` and base64. */
export function formatWebhookSecret(secret: Uint8Array): string {
  return PREFIX + toBase64(secret);
}

/** `v1,<base64 of HMAC-SHA256>` over `id.timestamp.body`. @param timestamp seconds since 1970 */
export function signWebhook(secret: Uint8Array, id: string, timestamp: number, body: string): string {
  return `v1,${toBase64(macOf(secret, id, String(timestamp), body))}`;
}

/** What a receiver has: the delivery's headers and its body as received, not parsed and written again. */
export interface ReceivedWebhook {
  /** `webhook-id`. */
  id: string;
  /** `webhook-timestamp`. */
  timestamp: string;
  /** `webhook-signature`. */
  signature: string;
  body: string;
}

/**
 * Checks that a delivery comes from the hub that knows the secret, and that it isn't an old one sent again.
 * @param secret as the hub showed it: `whsec_…`
 * @param now milliseconds since 1970
 * @throws ProtocolError WEBHOOK_INVALID
 */
export function verifyWebhook(secret: string, { id, timestamp, signature, body }: ReceivedWebhook, now: number): void {
  const seconds = /^[0-9]{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now / 1000 - seconds) <= TOLERANCE_SECONDS)) throw invalid("its time is too far from this clock's");
  const expected = macOf(fromBase64(secret.slice(PREFIX.length)), id, timestamp, body);
  const fits = signature
    .split(" ")
    .some((one) => one.startsWith("v1,") && isEqual(expected, fromBase64(one.slice("v1,".length))));
  if (!fits) throw invalid("no signature fits");
}

function macOf(secret: Uint8Array, id: string, timestamp: string, body: string): Uint8Array {
  return hmac(sha256, secret, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
}

/** In time that does not tell where they differ. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [i, byte] of a.entries()) difference |= byte ^ b[i]!;
  return difference === 0;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function invalid(why: string): ProtocolError {
  return new ProtocolError("WEBHOOK_INVALID", `The delivery is not to be trusted: ${why}.`);
}
