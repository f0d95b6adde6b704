import { type ContractReader, NO_HUB, query } from "@qubix/contract";
import type { OpenIntent } from "@qubix/market";
import {
  contractPublicKey,
  type KeyPair,
  parseTransaction,
  type SignedTransaction,
  signTransaction,
} from "@qubix/qubic";
import type { HubCall } from "./hub-calls.ts";

/** All inputs of the hub's calls end with the nonce. */
const NONCE_BYTES = 8;

/**
 * Signs for the hub with its hot key, and gives out the contract's nonces: one after the other, since the contract takes each
 * once and only within 64 of the highest. Only the one process that leads as sender has one.
 */
export class HubSigner {
  #nonce: bigint | undefined;

  constructor(
    readonly keyPair: KeyPair,
    readonly reader: ContractReader,
  ) {}

  /** Begins above everything that the chain has seen and that open intents have signed. */
  async begin(open: OpenIntent[]): Promise<void> {
    const hub = await query.getHub(this.reader, { identity: this.keyPair.publicKey, hub: NO_HUB });
    const signed = open
      .filter(({ intent, versions }) => intent.owner === "hub" && versions.length > 0)
      .map(({ versions }) => nonceIn(parseTransaction(versions[0]!.bytes).input));
    this.#nonce = [hub.found ? hub.record.hotNonces.top : 0n, ...signed].reduce((a, b) => (a > b ? a : b));
  }

  /** The next nonce; used up even if nothing is signed with it. */
  nextNonce(): bigint {
    if (this.#nonce === undefined) throw new Error("The signer has not begun.");
    return ++this.#nonce;
  }

  sign(hubCall: HubCall, tick: number): SignedTransaction {
    const { inputType, input, amount } = hubCall;
    const destination = contractPublicKey(this.reader.contractIndex);
    return signTransaction({ destination, amount, tick, inputType, input }, this.keyPair);
  }

  /** The same call once more for a later tick: nonce and all, so that it can't act twice. */
  signAgain(bytes: Uint8Array, tick: number): SignedTransaction {
    const { destination, amount, inputType, input } = parseTransaction(bytes);
    return signTransaction({ destination, amount, tick, inputType, input }, this.keyPair);
  }
}

function nonceIn(input: Uint8Array): bigint {
  return new DataView(input.buffer, input.byteOffset + input.length - NONCE_BYTES).getBigUint64(0, true);
}
