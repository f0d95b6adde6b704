import { k12 } from "../encoding/hashes.ts";
import { ProtocolError } from "../errors/protocol-error.ts";

/** What a challenge says. */
export interface SignInChallenge {
  /** Who signs in. */
  identity: string;
  /** Host and port of the hub as in the Host header, lowercase: `hub.example:8080`. */
  origin: string;
  /** The network's id, from its definition. */
  network: string;
  /** 32 random bytes as 64 hex digits, used once. */
  nonce: string;
  /** Milliseconds since 1970, whole seconds. */
  issuedAt: number;
  expiresAt: number;
}

/**
 * The text that is signed to sign in: meant to be read before it is signed. It begins with a tag of its own and names
 * hub and network, so that it is of no use elsewhere. It can't be a transaction: a transaction's bytes 78 and 79 are the
 * size of its input, at most 1,024, and two bytes of printable text are at least 0x0a0a = 2,570.
 */
export function signInText({ identity, origin, network, nonce, issuedAt, expiresAt }: SignInChallenge): string {
  return [
    "QUBIX_SIGN_IN_V1",
    `${origin} wants you to sign in with your Qubic identity.`,
    "This proves who you are, and nothing else: it moves no money and is no transaction.",
    `Identity: ${identity}`,
    `Hub: ${origin}`,
    `Network: ${network}`,
    `Nonce: ${nonce}`,
    `Issued: ${new Date(issuedAt).toISOString()}`,
    `Expires: ${new Date(expiresAt).toISOString()}`,
  ].join("\n");
}

const TIME = "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z)";
const FIELDS = new RegExp(
  `\\nIdentity: ([A-Z]{60})\\nHub: ([a-z0-9._:[\\]-]{1,255})\\nNetwork: ([a-z0-9-]{1,32})\\nNonce: ([0-9a-f]{64})\\nIssued: ${TIME}\\nExpires: ${TIME}$`,
);

/**
 * Reads a challenge that a hub sent, before it is signed: whatever is not exactly the text above is refused, so that no
 * hub can have something else signed. Whether the hub is the one that was asked is for the caller to compare.
 * @throws ProtocolError BAD_CHALLENGE
 */
export function parseSignInText(text: string): SignInChallenge {
  const match = text.length > 2_000 ? null : FIELDS.exec(text);
  if (match !== null) {
    const [, identity, origin, network, nonce, issued, expires] = match as unknown as string[];
    const times = { issuedAt: Date.parse(issued!), expiresAt: Date.parse(expires!) };
    const challenge = { identity: identity!, origin: origin!, network: network!, nonce: nonce!, ...times };
    const valid = !Number.isNaN(times.issuedAt) && !Number.isNaN(times.expiresAt);
    if (valid && signInText(challenge) === text) return challenge;
  }
  throw new ProtocolError("BAD_CHALLENGE", "This is no text to sign in with. Don't sign it; the hub may be hostile.");
}

/** K12 of the text: the 32 bytes that SchnorrQ signs. */
export function signInDigest(text: string): Uint8Array {
  return k12(new TextEncoder().encode(text));
}
