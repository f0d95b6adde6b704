import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exportNetwork } from "./export-network.ts";
import { Network } from "./network.ts";
import { SPLIT, splitDigits } from "./split.ts";

const SEED = 7;
const EPOCHS = 20;
const BATCH_SIZE = 32;
const LEARNING_RATE = 0.003;
const WEIGHT_DECAY = 0.01;

/** Trains the classifier from nothing and measures it on the held-out images: the same bytes on every machine. */
export function trainDigits(onEpoch: (epoch: number) => void): { model: Uint8Array; metrics: string } {
  const { training, heldOut } = splitDigits();
  const network = new Network(SEED);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    // The rate falls towards the end, so that the last weights don't hang on the last few images.
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    network.train(training, { batchSize: BATCH_SIZE, rate, decay: WEIGHT_DECAY });
    onEpoch(epoch + 1);
  }
  const metrics = {
    accuracy: network.accuracy(heldOut),
    trainingAccuracy: network.accuracy(training),
    heldOutImages: heldOut.length,
    trainingImages: training.length,
    split: SPLIT,
    seed: SEED,
    epochs: EPOCHS,
    batchSize: BATCH_SIZE,
    learningRate: LEARNING_RATE,
    weightDecay: WEIGHT_DECAY,
  };
  return { model: exportNetwork(network), metrics: `${JSON.stringify(metrics, null, 2)}\n` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { model, metrics } = trainDigits((epoch) => console.log(`pass ${epoch} of ${EPOCHS}`));
  writeFileSync(new URL("./digits.onnx", import.meta.url), model);
  writeFileSync(new URL("./metrics.json", import.meta.url), metrics);
  console.log(`digits.onnx: ${model.length} bytes\nmetrics.json: ${metrics}`);
}
