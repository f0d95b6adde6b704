/** GF(p^2), p = 2^127 - 1, i^2 = -1, with BigInt: slow and plain, to check the compiled arithmetic against. */
export type Complex = readonly [re: bigint, im: bigint];

export const P = 2n ** 127n - 1n;

const modulo = (a: bigint): bigint => ((a % P) + P) % P;

export const add = (a: Complex, b: Complex): Complex => [modulo(a[0] + b[0]), modulo(a[1] + b[1])];
export const subtract = (a: Complex, b: Complex): Complex => [modulo(a[0] - b[0]), modulo(a[1] - b[1])];
export const multiply = (a: Complex, b: Complex): Complex => [
  modulo(a[0] * b[0] - a[1] * b[1]),
  modulo(a[0] * b[1] + a[1] * b[0]),
];

export function invert(a: Complex): Complex {
  const inverse = invertModulo(modulo(a[0] * a[0] + a[1] * a[1]));
  return [modulo(a[0] * inverse), modulo(-a[1] * inverse)];
}

/** A square root, or undefined if there is none. */
export function squareRoot(a: Complex): Complex | undefined {
  const norm = power(modulo(a[0] * a[0] + a[1] * a[1]), (P + 1n) / 4n);
  for (const sign of [1n, -1n]) {
    const re = power(modulo((a[0] + sign * norm) * invertModulo(2n)), (P + 1n) / 4n);
    const im =
      re === 0n
        ? power(modulo(-a[0]), (P + 1n) / 4n) // a real number without a real root
        : modulo(a[1] * invertModulo(modulo(2n * re)));
    const square = multiply([re, im], [re, im]);
    if (square[0] === modulo(a[0]) && square[1] === modulo(a[1])) return [re, im];
  }
  return undefined;
}

/** 1 / a modulo p by Euclid's algorithm; a is below p and not 0. */
function invertModulo(a: bigint): bigint {
  let [large, small, ofLarge, ofSmall] = [P, a, 0n, 1n];
  while (small > 0n) {
    const quotient = large / small;
    [large, small] = [small, large % small];
    [ofLarge, ofSmall] = [ofSmall, ofLarge - quotient * ofSmall];
  }
  return modulo(ofLarge);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = modulo(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}
