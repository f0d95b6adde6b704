/** The place of the largest value. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/**
 * Softmax with an exponential made of additions and multiplications only: `Math.exp` may differ in its last bit
 * between versions of Node, and the weights are to come out the same byte for byte.
 */
export function softmax(logits: Float64Array): Float64Array {
  const highest = logits[argMax(logits)]!;
  const powers = logits.map((logit) => exponential(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function exponential(x: number): number {
  const small = Math.max(x, -60) / 1024;
  let power = 1 + small * (1 + (small / 2) * (1 + (small / 3) * (1 + small / 4)));
  for (let i = 0; i < 10; i++) power *= power;
  return power;
}
