// npm run build: everything that is compiled, skipping what is up to date.
import { buildDocs } from "../../apps/docs/scripts/build-docs.ts";
import { buildWeb } from "../../apps/web/scripts/build-web.ts";
import { buildExamples } from "../../examples/scripts/build-examples.ts";
import { buildFourq } from "../../packages/qubic/scripts/build-fourq.ts";
import { buildSeed } from "../../packages/store/scripts/build-seed.ts";
import { buildBinding } from "./build-binding.ts";
import { buildContract, QUBIX, TRIAL } from "./build-contract.ts";

const steps: [name: string, step: () => Promise<boolean>][] = [
  ["FourQ", buildFourq],
  ["Trial.wasm", () => buildContract(TRIAL)],
  ["example programs", buildExamples],
  ["Qubix.wasm", () => buildContract(QUBIX)],
  ["packages/contract/src/generated", buildBinding],
  ["database seed", buildSeed],
  ["documentation site", buildDocs],
  ["web app", buildWeb],
];

for (const [name, step] of steps) {
  const started = performance.now();
  const built = await step();
  console.log(
    built ? `${name}: built in ${((performance.now() - started) / 1000).toFixed(1)} s` : `${name}: up to date`,
  );
}
