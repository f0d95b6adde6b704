import { expect, it } from "vitest";
import { shellQuoted, snippetsOf } from "./snippets.ts";

const manifest = {
  ...{ namespace: "examples", name: "digits" },
  inputs: [{ name: "image", dtype: "float32" as const, shape: ["N", 1, 8, 8] }],
};

it("names model, inputs and hub", () => {
  const { cli, python, curl } = snippetsOf(manifest, "https://hub.example");
  expect(cli).toBe("qubix job submit --model examples/digits --wait \\\n  -i image.npy=image.npy");
  expect(python).toContain('client.run("examples/digits", {\n        "image": numpy.load("image.npy"),');
  expect(curl.split("\n")[0]).toBe("curl https://hub.example/api/v1/models/examples/digits");
});

it("lets no name of an input out of its quotes", () => {
  const name = `x'; rm -rf "$HOME" \``;
  const { cli, python } = snippetsOf(
    { ...manifest, inputs: [{ ...manifest.inputs[0]!, name }] },
    "https://hub.example",
  );
  expect(cli).toContain(`-i 'x'\\''; rm -rf "$HOME" \`.npy=x___rm_-rf___HOME___.npy'`);
  expect(python).toContain(`"x'; rm -rf \\"$HOME\\" \`": numpy.load("x___rm_-rf___HOME___.npy")`);
});

it("quotes for shells only what needs it", () => {
  expect(shellQuoted("a=b/c.npy")).toBe("a=b/c.npy");
  expect(shellQuoted("")).toBe("''");
});
