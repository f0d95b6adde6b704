import { deriveSealKeyPair, type SealKeyPair, signInDigest } from "@qubix/protocol";
import { type KeyPair, type SignedTransaction, sign, signTransaction, type Transaction } from "@qubix/qubic";

/** A transaction before it is signed; its source is the signer. */
export type UnsignedTransaction = Omit<Transaction, "source">;

/** Signs for one identity, wherever its key is: in this process, or in a wallet that asks its owner first. */
export interface Signer {
  /** 60 capital letters, and the same as 32 bytes. */
  readonly identity: string;
  readonly publicKey: Uint8Array;
  /**
   * Asks whether a transaction may be signed, before its ticks are fixed: `signTransactions` of the same one for other ticks
   * then asks no more. Missing where nobody has to be asked. @throws whatever the wallet says when its owner refuses
   */
  agreeTo?(versions: readonly UnsignedTransaction[]): Promise<void>;
  /** Signs one transaction for each of several ticks. @throws whatever the wallet says when its owner refuses */
  signTransactions(versions: readonly UnsignedTransaction[]): Promise<SignedTransaction[]>;
  /** The signature (64 bytes) of a text to sign in with. */
  signIn(text: string): Promise<Uint8Array>;
  /** The X25519 keys: results and logs are sealed to the public one. */
  sealKeyPair(): Promise<SealKeyPair>;
}

/** A key pair that is at hand, or whoever signs in its stead. */
export type Keys = KeyPair | Signer;

/** The signer of keys of either kind. */
export function signerOf(keys: Keys): Signer {
  if (!("subseed" in keys)) return keys;
  return {
    identity: keys.identity,
    publicKey: keys.publicKey,
    signTransactions: async (versions) => versions.map((version) => signTransaction(version, keys)),
    signIn: async (text) => sign(keys, signInDigest(text)),
    sealKeyPair: async () => deriveSealKeyPair(keys.subseed),
  };
}
