/** A key pair that signs access tokens, shared by all processes of a hub. */
export interface TokenKeyRecord {
  /** Names it in tokens. */
  kid: string;
  /** Ed25519, 64 hex digits. */
  publicKey: string;
  /** The private half, encrypted. */
  sealedPrivateKey: Uint8Array;
  createdAt: number;
  /** It signs no more from then on. */
  signsUntil: number;
  /** From then on nothing that it signed is valid. */
  expiresAt: number;
}

export interface TokenKeyRepository {
  add(key: TokenKeyRecord): Promise<void>;
  /** Those that are not expired, newest first; expired ones are forgotten. */
  current(): Promise<TokenKeyRecord[]>;
}
