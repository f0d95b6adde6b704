import { expect, test } from "vitest";
import { bundledManifest, packageManifest } from "./manifests.ts";

const at = { version: "0.1.0" };

test("a bundled workspace exports what was brought along, as JavaScript", () => {
  const exports = { ".": "./src/index.ts", "./testing": "./src/testing/kit.ts" };
  const imports = { "#bytes": { browser: "./src/browser.ts", default: "./src/node.ts" } };
  const manifest = bundledManifest({ ...at, name: "@qubix/a", exports, imports }, (path) => path === "./src/index.js");
  expect(manifest).toMatchObject({
    exports: { ".": "./src/index.js" },
    imports: { "#bytes": { browser: "./src/browser.js", default: "./src/node.js" } },
  });
  expect(manifest.exports).not.toHaveProperty("./testing");
});

test("the package bundles ours and pins the others", () => {
  const a = { ...at, name: "@qubix/a", dependencies: { "@qubix/b": "*", zod: "4.6.7", tsx: "4.23.15" } };
  const b = { ...at, name: "@qubix/b", dependencies: { zod: "4.6.7" } };
  expect(packageManifest(a, [a, b], { node: ">=20.19" })).toMatchObject({
    name: "qubix",
    version: "0.1.0",
    engines: { node: ">=20.19" },
    dependencies: { "@qubix/a": "0.1.0", "@qubix/b": "0.1.0", zod: "4.6.7" },
    bundleDependencies: ["@qubix/a", "@qubix/b"],
  });
  const other = { ...b, dependencies: { zod: "4.0.0" } };
  expect(() => packageManifest(a, [a, other], {})).toThrow("Pin the same version");
});
