import { ModelManifest } from "@qubix/protocol";
import { CARD_PATH } from "@qubix/protocol/card";
import { expect, it } from "vitest";
import { describeVersion } from "./read-card-file.ts";

const digest = `sha256:${"0".repeat(64)}`;
const port = { dtype: "float32", shape: [1] } as const;
const manifest = ModelManifest.parse({
  ...{ version: 1, namespace: "ada", name: "digits", format: "onnx", license: "MIT", description: "Reads handwriting" },
  files: [{ path: "digits.onnx", digest, size: 1 }],
  ...{ inputs: [{ name: "image", ...port }], outputs: [{ name: "scores", ...port }] },
});

it("lets a model be found by its description, beside a card as without one", async () => {
  const card = new TextEncoder().encode("# Digits\n\nTrained on numbers.\n");
  const file = { path: CARD_PATH, digest, oid: "0".repeat(40), size: card.length };
  const { summary, text } = await describeVersion([file], manifest, async () => card);
  expect(summary).toBe("Trained on numbers.");
  expect(text).toContain("Reads handwriting");
  expect(text).toContain("Trained on numbers.");
  expect((await describeVersion([], manifest, async () => card)).text).toBe("Reads handwriting");
});
