import { add, type Complex, invert, multiply, P, squareRoot, subtract } from "./reference-field.ts";

/** A point of FourQ, affine. */
export type Point = { readonly x: Complex; readonly y: Complex };

/** Prime order of the large subgroup. */
export const ORDER = 0x0029cbc14e5e0a72_f05397829cbc14e5_dfbd004dfe0f7999_2fb2540ec7768ce7n;
export const COFACTOR = 392n;
export const NEUTRAL: Point = { x: [0n, 0n], y: [1n, 0n] };

const ONE: Complex = [1n, 0n];
const D: Complex = [0x00000000000000e40000000000000142n, 0x5e472f846657e0fcb3821488f1fc0c8dn];

export const GENERATOR: Point = {
  x: [0x1a3472237c2fb305286592ad7b3833aan, 0x1e1f553f2878aa9c96869fb360ac77f6n],
  y: [0x0e3fee9ba120785ab924a2462bcbb287n, 0x6e1c4af8630e024249a7c344844c8b5cn],
};

export function addPoints(p: Point, q: Point): Point {
  const product = multiply(D, multiply(multiply(p.x, q.x), multiply(p.y, q.y)));
  const x = add(multiply(p.x, q.y), multiply(p.y, q.x));
  const y = add(multiply(p.y, q.y), multiply(p.x, q.x));
  return { x: multiply(x, invert(add(ONE, product))), y: multiply(y, invert(subtract(ONE, product))) };
}

export function multiplyPoint(scalar: bigint, point: Point): Point {
  let result = NEUTRAL;
  let twice = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = addPoints(result, twice);
    twice = addPoints(twice, twice);
  }
  return result;
}

/** A point with this y, or undefined if the curve has none. */
export function pointWithY(y: Complex): Point | undefined {
  const yy = multiply(y, y);
  const x = squareRoot(multiply(subtract(yy, ONE), invert(add(multiply(D, yy), ONE))));
  return x && { x, y };
}

/** 32 bytes: y with the sign of x in its last bit. */
export function encodePoint({ x, y }: Point): Uint8Array {
  const sign = (x[0] === 0n ? x[1] : x[0]) >> 126n;
  return littleEndian(y[0] | (y[1] << 128n) | (sign << 255n));
}

/** All 392 points whose order divides the cofactor. */
export function smallOrderPoints(): Point[] {
  const found = new Map([[encodePoint(NEUTRAL).toString(), NEUTRAL]]);
  for (let re = 2n; found.size < Number(COFACTOR); re++) {
    const point = pointWithY([re, 1n]);
    if (!point) continue;
    const torsion = multiplyPoint(ORDER, point);
    for (const known of [...found.values()]) {
      for (
        let sum = addPoints(known, torsion);
        !found.has(encodePoint(sum).toString());
        sum = addPoints(sum, torsion)
      ) {
        found.set(encodePoint(sum).toString(), sum);
      }
    }
  }
  return [...found.values()];
}

export function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

export { P };
