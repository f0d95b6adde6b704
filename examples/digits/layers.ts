import { createParameter, type Parameter } from "./parameter.ts";
import type { Random } from "./random.ts";

/** A step of a network. `backward` takes the error of the outputs, adds to the gradients, returns the error of the inputs. */
export interface Layer {
  parameters: Parameter[];
  forward(input: Float64Array): Float64Array;
  backward(delta: Float64Array): Float64Array;
}

/** Fully connected: weights[output][input], then bias. */
export class Dense implements Layer {
  readonly parameters: [Parameter, Parameter];
  private input: Float64Array = new Float64Array();

  constructor(
    readonly inputs: number,
    readonly outputs: number,
    random: Random,
  ) {
    this.parameters = [createParameter(inputs * outputs, inputs, random), createParameter(outputs, 0, random)];
  }

  forward(input: Float64Array): Float64Array {
    this.input = input;
    const [{ values: weights }, { values: bias }] = this.parameters;
    return bias.map((start, o) => {
      let sum = start;
      for (let i = 0, w = o * this.inputs; i < this.inputs; i++, w++) sum += weights[w]! * input[i]!;
      return sum;
    });
  }

  backward(delta: Float64Array): Float64Array {
    const [{ values: weights, gradient }, bias] = this.parameters;
    const below = new Float64Array(this.inputs);
    for (let o = 0; o < this.outputs; o++) {
      const error = delta[o]!;
      bias.gradient[o]! += error;
      if (error === 0) continue;
      for (let i = 0, w = o * this.inputs; i < this.inputs; i++, w++) {
        gradient[w]! += error * this.input[i]!;
        below[i]! += error * weights[w]!;
      }
    }
    return below;
  }
}

/** A 3 × 3 convolution over an 8 × 8 image of one channel, border 0: weights[channel][row][column], then bias. */
export class Convolution implements Layer {
  readonly parameters: [Parameter, Parameter];
  private input: Float64Array = new Float64Array();

  constructor(
    readonly channels: number,
    random: Random,
  ) {
    this.parameters = [createParameter(channels * 9, 9, random), createParameter(channels, 0, random)];
  }

  forward(input: Float64Array): Float64Array {
    this.input = input;
    const [{ values: weights }, { values: bias }] = this.parameters;
    const output = new Float64Array(this.channels * 64);
    for (let c = 0; c < this.channels; c++) {
      for (let i = 0; i < 64; i++) output[c * 64 + i] = bias[c]!;
      eachTap((out, from, tap) => {
        output[c * 64 + out]! += weights[c * 9 + tap]! * input[from]!;
      });
    }
    return output;
  }

  /** The image is the first thing there is: it needs no error of its own. */
  backward(delta: Float64Array): Float64Array {
    const [{ gradient }, bias] = this.parameters;
    for (let c = 0; c < this.channels; c++) {
      for (let i = 0; i < 64; i++) bias.gradient[c]! += delta[c * 64 + i]!;
      eachTap((out, from, tap) => {
        gradient[c * 9 + tap]! += delta[c * 64 + out]! * this.input[from]!;
      });
    }
    return new Float64Array();
  }
}

function eachTap(visit: (out: number, from: number, tap: number) => void): void {
  for (let out = 0; out < 64; out++) {
    for (let tap = 0; tap < 9; tap++) {
      const row = (out >> 3) + Math.floor(tap / 3) - 1;
      const column = (out & 7) + (tap % 3) - 1;
      if (row >= 0 && row < 8 && column >= 0 && column < 8) visit(out, row * 8 + column, tap);
    }
  }
}

/** The largest of each 2 × 2 block of 8 × 8 channels, cut off below 0 (ReLU: the order of the two doesn't matter). */
export class ReluPool implements Layer {
  readonly parameters = [];
  private winners = new Int32Array();

  constructor(readonly channels: number) {}

  forward(input: Float64Array): Float64Array {
    this.winners = new Int32Array(this.channels * 16).fill(-1);
    return new Float64Array(this.channels * 16).map((_, block) => {
      const corner = (block >> 4) * 64 + ((block >> 2) & 3) * 16 + (block & 3) * 2;
      let best = 0;
      for (const i of [corner, corner + 1, corner + 8, corner + 9]) {
        if (input[i]! <= best) continue;
        best = input[i]!;
        this.winners[block] = i;
      }
      return best;
    });
  }

  backward(delta: Float64Array): Float64Array {
    const below = new Float64Array(this.channels * 64);
    for (const [block, winner] of this.winners.entries()) if (winner >= 0) below[winner] = delta[block]!;
    return below;
  }
}

/** Values below 0 become 0. */
export class Relu implements Layer {
  readonly parameters = [];
  private output: Float64Array = new Float64Array();

  forward(input: Float64Array): Float64Array {
    this.output = input.map((value) => (value > 0 ? value : 0));
    return this.output;
  }

  backward(delta: Float64Array): Float64Array {
    return delta.map((error, i) => (this.output[i]! > 0 ? error : 0));
  }
}
