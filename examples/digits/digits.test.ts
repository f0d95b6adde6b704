import { readFileSync } from "node:fs";
import * as ort from "onnxruntime-web";
import { expect, test } from "vitest";
import { splitDigits } from "./split.ts";
import { trainDigits } from "./train.ts";

const committed = (name: string) => readFileSync(new URL(name, import.meta.url));
const metrics = JSON.parse(committed("./metrics.json").toString());

test("training again gives the committed weights, byte for byte, and the committed figures", () => {
  const again = trainDigits(() => {});
  expect(Buffer.from(again.model).equals(committed("./digits.onnx"))).toBe(true);
  expect(again.metrics).toBe(committed("./metrics.json").toString());
}, 60_000);

test("the runtime that providers use recognizes as many held-out digits as metrics.json says", async () => {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(committed("./digits.onnx"), { executionProviders: ["wasm"] });
  const { heldOut } = splitDigits();
  const pixels = Float32Array.from(heldOut.flatMap((digit) => [...digit.pixels]));
  const { digit } = await session.run({ image: new ort.Tensor("float32", pixels, [heldOut.length, 1, 8, 8]) });
  const predicted = [...(digit!.data as BigInt64Array)].map(Number);
  const right = predicted.filter((value, i) => value === heldOut[i]!.label).length;
  expect(right / heldOut.length).toBeCloseTo(metrics.accuracy, 6);
  expect(metrics.accuracy).toBeGreaterThanOrEqual(0.97);
});
