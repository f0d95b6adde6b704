import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { TokenKeyRecord } from "@qubix/market";
import type { Store } from "@qubix/store";
import { SecretBox } from "../secrets/secret-box.ts";

/** How long a key signs. */
const ROTATE_MS = 30 * 24 * 3_600_000;
/** How long it is kept beyond its last token's life, for clocks that differ. */
const SLACK_MS = 3_600_000;
/** A token that names an unknown key makes the table be read again, but no more often than this. */
const RELOAD_MS = 2_000;

interface OpenKey extends TokenKeyRecord {
  verifies: KeyObject;
  /** Missing when another hot key sealed it. */
  signs: KeyObject | undefined;
}

/**
 * The Ed25519 keys of access tokens, shared by all processes of a hub through the database. Private halves are sealed
 * with a key derived from the hub's hot key, so that the database alone signs nothing.
 */
export class TokenKeys {
  readonly #box: SecretBox;
  #keys: OpenKey[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(
    readonly store: Pick<Store, "clock" | "tokenKeys">,
    hotSubseed: Uint8Array,
    /** How long tokens live. */
    readonly accessMs: number,
  ) {
    this.#box = new SecretBox(Buffer.from(hkdfSync("sha256", hotSubseed, "", "qubix-hub-token-keys-v1", 32)));
  }

  /** The newest key; made when there is none that still signs. */
  async signer(): Promise<{ kid: string; key: KeyObject }> {
    for (let again = false; ; again = true) {
      const now = this.store.clock.now();
      const found = this.#keys.find(({ signs, signsUntil }) => signs !== undefined && signsUntil > now);
      if (found?.signs) return { kid: found.kid, key: found.signs };
      if (again) await this.#make(now);
      await this.#read();
    }
  }

  /** The public key of this name, as long as tokens of it may be valid. */
  async verifier(kid: string): Promise<KeyObject | undefined> {
    const known = this.#find(kid);
    if (known !== undefined || this.store.clock.monotonic() - this.#readAt < RELOAD_MS) return known;
    await this.#read();
    return this.#find(kid);
  }

  /** All public keys, as JWKs. */
  async jwks() {
    await this.signer();
    const now = this.store.clock.now();
    return this.#keys
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ kid, publicKey }) => ({
        ...{ kty: "OKP" as const, crv: "Ed25519" as const, alg: "EdDSA" as const, use: "sig" as const },
        ...{ kid, x: base64url(publicKey) },
      }));
  }

  #find(kid: string): KeyObject | undefined {
    const now = this.store.clock.now();
    return this.#keys.find((key) => key.kid === kid && key.expiresAt > now)?.verifies;
  }

  #read(): Promise<void> {
    this.#reading ??= this.store.tokenKeys
      .current()
      .then((records) => {
        this.#keys = records.map((record) => this.#open(record));
        this.#readAt = this.store.clock.monotonic();
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  async #make(now: number): Promise<void> {
    const { x, d } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
    const kid = randomBytes(8).toString("hex");
    await this.store.tokenKeys.add({
      kid,
      publicKey: Buffer.from(x!, "base64url").toString("hex"),
      sealedPrivateKey: this.#box.seal(kid, Buffer.from(d!, "base64url")),
      createdAt: now,
      signsUntil: now + ROTATE_MS,
      expiresAt: now + ROTATE_MS + this.accessMs + SLACK_MS,
    });
  }

  #open(record: TokenKeyRecord): OpenKey {
    const jwk = { kty: "OKP", crv: "Ed25519", x: base64url(record.publicKey) };
    const secret = this.#unseal(record.kid, record.sealedPrivateKey);
    return {
      ...record,
      verifies: createPublicKey({ key: jwk, format: "jwk" }),
      signs: secret && createPrivateKey({ key: { ...jwk, d: secret.toString("base64url") }, format: "jwk" }),
    };
  }

  #unseal(kid: string, sealed: Uint8Array): Buffer | undefined {
    try {
      return Buffer.from(this.#box.open(kid, sealed));
    } catch {
      return undefined; // made under another hot key; what it signed is still verified
    }
  }
}

const base64url = (hex: string) => Buffer.from(hex, "hex").toString("base64url");
