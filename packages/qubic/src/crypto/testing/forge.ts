import { k12 } from "../k12.ts";
import { encodePoint, fromLittleEndian, GENERATOR, littleEndian, multiplyPoint, ORDER } from "./reference-curve.ts";

/** What a signer who may deviate puts into a signature. */
export type Forgery = {
  privateKey: bigint;
  digest: Uint8Array;
  /** the bytes sent and hashed as the public key */
  publicKey: Uint8Array;
  /** changes the bytes of R before they are hashed */
  alterR?: (r: Uint8Array) => void;
};

/** A SchnorrQ signature by the book, computed with the reference curve. */
export function forge({ privateKey, digest, publicKey, alterR }: Forgery): Uint8Array {
  const nonce = fromLittleEndian(k12(digest)) % ORDER;
  const r = encodePoint(multiplyPoint(nonce, GENERATOR));
  alterR?.(r);
  const h = fromLittleEndian(k12(Uint8Array.from([...r, ...publicKey, ...digest])));
  const s = (((nonce - h * privateKey) % ORDER) + ORDER) % ORDER;
  return Uint8Array.from([...r, ...littleEndian(s)]);
}
