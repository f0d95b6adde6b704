// Part of npm run check: the contract obeys the network's language rules, and the generated binding is up to date.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { renderBinding, staleFiles } from "./build-binding.ts";
import { QUBIX, TRIAL } from "./build-contract.ts";
import { lintContract } from "./lint/lint-contract.ts";
import { CONTRACTS } from "./paths.ts";

const complaints: string[] = [];

for (const { header } of [QUBIX, TRIAL])
  for (const { line, rule, message } of lintContract(readFileSync(join(CONTRACTS, header), "utf8")))
    complaints.push(`contracts/${header}:${line}: ${message} (${rule})`);

for (const [path] of staleFiles(await renderBinding()))
  complaints.push(
    `${relative(join(CONTRACTS, ".."), path)} is not what the contract gives: npm run build, and commit it`,
  );

for (const complaint of complaints) console.error(complaint);
console.log(complaints.length === 0 ? "The contract obeys the language rules." : `${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
