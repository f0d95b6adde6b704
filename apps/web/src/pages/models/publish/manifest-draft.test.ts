import { expect, it } from "vitest";
import { type ManifestForm, manifestOf, nameFrom, portsOf, readShape, shapeText, wordsOf } from "./manifest-draft.ts";

const facts = { path: "digits.onnx", size: 10, digest: `sha256:${"0".repeat(64)}` };
const file = { ...facts, content: new Blob([]) };
const form: ManifestForm = {
  ...{ namespace: "acme", name: "digits", license: "MIT", description: "", tags: "image, image,, vision " },
  inputs: portsOf([{ name: "image", dtype: "float32", shape: ["N", 1, 8, 8] }]),
  outputs: portsOf([{ name: "digit", dtype: "int64" }]),
};

it("makes a manifest of what a file says and a person adds", () => {
  expect(manifestOf(form, [file])).toEqual({
    manifest: {
      ...{ version: 1, format: "onnx", namespace: "acme", name: "digits", license: "MIT", description: "" },
      ...{ tags: ["image", "vision"], files: [facts] },
      inputs: [{ name: "image", dtype: "float32", shape: ["N", 1, 8, 8] }],
      outputs: [{ name: "digit", dtype: "int64", shape: [] }],
    },
  });
});

it("says which field is wrong", () => {
  const wrong = manifestOf({ ...form, name: "Digits!", license: "" }, []);
  expect(Object.keys("faults" in wrong ? wrong.faults : {}).sort()).toEqual(["files", "license", "name"]);
});

it("proposes names", () => {
  expect(nameFrom("models/My Digits (v2).onnx")).toBe("my-digits-v2");
  expect(nameFrom("ÄÖ.onnx")).toBe("");
  expect(wordsOf("a,b, a")).toEqual(["a", "b"]);
});

it("reads shapes as they are written", () => {
  expect(readShape(shapeText(["N", 1, 8, 8]))).toEqual(["N", 1, 8, 8]);
  expect(readShape(" ")).toEqual([]);
  for (const wrong of ["0", "N,,1", "-1", "1.5", "a b", `${"1,".repeat(8)}1`]) expect(readShape(wrong)).toBeUndefined();
});
