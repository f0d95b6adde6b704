import type { Random } from "./random.ts";

/** Numbers that are learnt, with the gradient gathered since the last step and Adam's two running means. */
export interface Parameter {
  values: Float64Array;
  gradient: Float64Array;
  first: Float64Array;
  second: Float64Array;
}

/** Uniform, scaled to the number of inputs (He et al.): needs no logarithm or cosine. Without inputs: zeros. */
export function createParameter(length: number, inputs: number, random: Random): Parameter {
  const limit = inputs > 0 ? Math.sqrt(6 / inputs) : 0;
  const zeros = () => new Float64Array(length);
  const values = zeros().map(() => (2 * random.next() - 1) * limit);
  return { values, gradient: zeros(), first: zeros(), second: zeros() };
}

/** One step of Adam (Kingma and Ba) number `t` (from 1), with decoupled weight decay. Clears the gradient. */
export function step({ values, gradient, first, second }: Parameter, t: number, rate: number, decay: number): void {
  const scaled = (rate * Math.sqrt(1 - power(0.999, t))) / (1 - power(0.9, t));
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]!;
    first[i] = 0.9 * first[i]! + 0.1 * g;
    second[i] = 0.999 * second[i]! + 0.001 * g * g;
    values[i]! -= (scaled * first[i]!) / (Math.sqrt(second[i]!) + 1e-8) + rate * decay * values[i]!;
    gradient[i] = 0;
  }
}

/** By repeated squaring: `**` may differ in its last bit between versions of Node. */
function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  const half = power(base, exponent >> 1);
  return exponent % 2 === 0 ? half * half : half * half * base;
}
