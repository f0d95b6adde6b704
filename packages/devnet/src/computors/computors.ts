import {
  type ComputorList,
  computorListDigest,
  isZero,
  type KeyPair,
  keyPairFromSeed,
  NUMBER_OF_COMPUTORS,
  sign,
} from "@qubix/qubic";
import { keyOf } from "../spectrum/key-of.ts";
import { seedFromText } from "./seed-from-text.ts";

/** The 676 computors of the network, its arbitrator and its faucet. All keys follow from the network's seed. */
export class Computors {
  readonly arbitrator: KeyPair;
  readonly faucet: KeyPair;
  readonly keyPairs: readonly KeyPair[];
  readonly publicKeys: Uint8Array[];
  readonly #indices: ReadonlyMap<string, number>;

  constructor(networkSeed: string) {
    const keyPair = (role: string) => keyPairFromSeed(seedFromText(`qubic devnet ${networkSeed} ${role}`));
    this.arbitrator = keyPair("arbitrator");
    this.faucet = keyPair("faucet");
    this.keyPairs = Array.from({ length: NUMBER_OF_COMPUTORS }, (_, index) => keyPair(`computor ${index}`));
    this.publicKeys = this.keyPairs.map(({ publicKey }) => publicKey);
    this.#indices = new Map(this.publicKeys.map((key, index) => [keyOf(key), index]));
  }

  /** A computor's index by its key. */
  indexOf(publicKey: Uint8Array): number | undefined {
    return isZero(publicKey) ? undefined : this.#indices.get(keyOf(publicKey));
  }

  /** The list of an epoch. The same computors serve in every epoch; the arbitrator signs each list anew. */
  list(epoch: number): ComputorList {
    const list = { epoch, publicKeys: this.publicKeys };
    return { ...list, signature: sign(this.arbitrator, computorListDigest(list)) };
  }
}
