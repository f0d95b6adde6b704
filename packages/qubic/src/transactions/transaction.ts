/** Bytes before a transaction's input: source, destination, amount, tick, input type, input size. */
export const TRANSACTION_HEADER_SIZE = 80;
export const SIGNATURE_SIZE = 64;
/** Most bytes of input that a transaction may carry. */
export const MAX_INPUT_SIZE = 1024;
/** Most QU that one transaction may move. */
export const MAX_AMOUNT = 10n ** 15n;

/** A transaction is executed only in the tick that it names. Amount in QU; keys are 32 bytes. */
export interface Transaction {
  source: Uint8Array;
  destination: Uint8Array;
  amount: bigint;
  tick: number;
  /** What the destination contract should do; 0 for a plain transfer. */
  inputType: number;
  input: Uint8Array;
}

export interface SignedTransaction extends Transaction {
  signature: Uint8Array;
  /** The whole signed transaction as it is on the wire. */
  bytes: Uint8Array;
  /** K12 of `bytes`, 32 bytes. */
  digest: Uint8Array;
  /** `digest` as 60 lower-case letters. */
  id: string;
}
