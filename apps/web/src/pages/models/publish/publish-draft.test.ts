import { expect, it } from "vitest";
import { emptyDraft, withFile, withoutFile } from "./publish-draft.ts";
import { readChosen } from "./read-chosen.ts";

const digits = new File(
  [await import("node:fs").then((fs) => fs.readFileSync("examples/digits/digits.onnx"))],
  "digits.onnx",
);

it("fills the form from what is in a model", async () => {
  const draft = withFile(emptyDraft("acme"), await readChosen(digits));
  expect(draft).toMatchObject({
    ...{ namespace: "acme", name: "digits" },
    inputs: [{ name: "image", dtype: "float32", shape: ["N", 1, 8, 8] }],
    files: [{ path: "digits.onnx", size: digits.size, model: { refusals: [] } }],
  });
  expect(draft.outputs.map(({ name }) => name)).toEqual(["digit", "probabilities"]);
  expect(withoutFile(draft, "digits.onnx")).toMatchObject({ files: [], inputs: [], outputs: [], name: "digits" });
});

it("keeps a name that was typed, and one file of each name", async () => {
  const named = { ...emptyDraft("acme"), name: "mine" };
  const file = await readChosen(digits);
  expect(withFile(withFile(named, file), file)).toMatchObject({ name: "mine", files: [{ path: "digits.onnx" }] });
});

it("says why a file is no model", async () => {
  await expect(readChosen(new File(["nonsense"], "x.onnx"))).rejects.toMatchObject({ code: "MODEL_REFUSED" });
  expect((await readChosen(new File(["a,b"], "labels.csv"))).model).toBeUndefined();
});
