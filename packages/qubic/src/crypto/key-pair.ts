import { fourq } from "./fourq.ts";
import { identityFromPublicKey } from "./identity.ts";
import { subseedFromSeed } from "./seed.ts";

/** What signs. `subseed` is secret: whoever has it can sign (the private key is K12 of it). */
export type KeyPair = {
  /** 32 bytes, an encoded FourQ point */
  readonly publicKey: Uint8Array;
  /** 32 bytes, secret */
  readonly subseed: Uint8Array;
  /** the public key as 60 capital letters */
  readonly identity: string;
};

/** The key pair of a seed of 55 letters a-z. Throws INVALID_SEED. */
export function keyPairFromSeed(seed: string): KeyPair {
  const subseed = subseedFromSeed(seed);
  const publicKey = fourq.publicKey(subseed);
  return { publicKey, subseed, identity: identityFromPublicKey(publicKey) };
}
