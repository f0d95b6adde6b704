import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { fromHex, keyPairFromSeed, toHex } from "@qubix/qubic";
import { z } from "zod";
import { scryptKey } from "#scrypt-key";
import { randomBytes } from "../runtime/random.ts";
import type { ScryptCost } from "./scrypt-cost.ts";

/** What scrypt costs: 128 MiB and about half a second. Files name their own, within bounds. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;
const MAXIMUM_N = 2 ** 20;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** A seed encrypted with a passphrase: XChaCha20-Poly1305 under scrypt's key. The identity stands beside it, in clear
 * and authenticated. */
export const Keystore = z.strictObject({
  version: z.literal(1),
  identity: z.string().regex(/^[A-Z]{60}$/),
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    n: z
      .int()
      .min(2 ** 14)
      .max(MAXIMUM_N),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: hex(32),
  }),
  cipher: z.strictObject({
    name: z.literal("xchacha20-poly1305"),
    nonce: hex(24),
    ciphertext: z.string().regex(/^[0-9a-f]{1,1024}$/),
  }),
});
export type Keystore = z.infer<typeof Keystore>;

const MESSAGES = {
  INVALID_KEYSTORE:
    "The keystore is damaged or of an unknown version. Restore it from a backup, or import the seed again.",
  WRONG_PASSPHRASE:
    "The passphrase is wrong, or the keystore was changed. Check the passphrase; it can't be recovered.",
} as const;

/** A keystore that can't be opened. The message never holds anything secret. */
export class KeystoreError extends Error {
  override readonly name = "KeystoreError";
  readonly code: keyof typeof MESSAGES;

  constructor(code: keyof typeof MESSAGES) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

/** Encrypts a seed. @throws QubicError for what is no seed */
export async function createKeystore(seed: string, passphrase: string): Promise<Keystore> {
  const { identity } = keyPairFromSeed(seed);
  const salt = randomBytes(32);
  const nonce = randomBytes(24);
  const key = await deriveKey(passphrase, salt, COST);
  const ciphertext = xchacha20poly1305(key, nonce, binding(identity)).encrypt(new TextEncoder().encode(seed));
  return {
    version: 1,
    identity,
    kdf: { name: "scrypt", ...COST, salt: toHex(salt) },
    cipher: { name: "xchacha20-poly1305", nonce: toHex(nonce), ciphertext: toHex(ciphertext) },
  };
}

/** The seed in a keystore, as read from outside. @throws KeystoreError */
export async function openKeystore(keystore: unknown, passphrase: string): Promise<string> {
  const parsed = Keystore.safeParse(keystore);
  if (!parsed.success) throw new KeystoreError("INVALID_KEYSTORE");
  const { identity, kdf, cipher } = parsed.data;
  const key = await deriveKey(passphrase, fromHex(kdf.salt), kdf);
  let seed: string;
  try {
    const plain = xchacha20poly1305(key, fromHex(cipher.nonce), binding(identity)).decrypt(fromHex(cipher.ciphertext));
    seed = new TextDecoder().decode(plain);
  } catch {
    throw new KeystoreError("WRONG_PASSPHRASE");
  }
  if (keyPairFromSeed(seed).identity !== identity) throw new KeystoreError("INVALID_KEYSTORE");
  return seed;
}

const binding = (identity: string) => new TextEncoder().encode(`qubix-keystore-v1 ${identity}`);

const deriveKey = (passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> =>
  scryptKey(passphrase.normalize("NFC"), salt, cost);
