import type { Digit } from "./digits.ts";
import { Convolution, Dense, type Layer, Relu, ReluPool } from "./layers.ts";
import { argMax, softmax } from "./math.ts";
import { step } from "./parameter.ts";
import { Random } from "./random.ts";

const CHANNELS = 16;
const HIDDEN = 64;

/** A small convolutional network: 8 × 8 pixels → 16 feature maps → 4 × 4 each → 64 → 10 digits. */
export class Network {
  readonly convolution: Convolution;
  readonly hidden: Dense;
  readonly output: Dense;
  private readonly layers: Layer[];
  private readonly random: Random;
  private steps = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.convolution = new Convolution(CHANNELS, this.random);
    this.hidden = new Dense(CHANNELS * 16, HIDDEN, this.random);
    this.output = new Dense(HIDDEN, 10, this.random);
    this.layers = [this.convolution, new ReluPool(CHANNELS), this.hidden, new Relu(), this.output];
  }

  /** One number for each digit; the largest is the prediction. */
  logits(pixels: Uint8Array): Float64Array {
    let values: Float64Array = Float64Array.from(pixels, (pixel) => pixel / 16);
    for (const layer of this.layers) values = layer.forward(values);
    return values;
  }

  /** The share of the images that are recognized. */
  accuracy(images: Digit[]): number {
    return images.filter((image) => argMax(this.logits(image.pixels)) === image.label).length / images.length;
  }

  /** One pass over the images in random order, with a step after each batch. */
  train(images: Digit[], { batchSize, rate, decay }: { batchSize: number; rate: number; decay: number }): void {
    const order = this.random.shuffle([...images]);
    for (let start = 0; start < order.length; start += batchSize) {
      const batch = order.slice(start, start + batchSize);
      for (const image of batch) this.learn(image, batch.length);
      this.steps++;
      for (const layer of this.layers) {
        for (const parameter of layer.parameters) step(parameter, this.steps, rate, decay);
      }
    }
  }

  /** Backpropagation of the cross entropy for one image. */
  private learn(image: Digit, batchSize: number): void {
    let delta = softmax(this.logits(image.pixels));
    delta[image.label]! -= 1;
    delta = delta.map((error) => error / batchSize);
    for (const layer of this.layers.toReversed()) delta = layer.backward(delta);
  }
}
