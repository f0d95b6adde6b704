import { readFileSync } from "node:fs";
import { FUNCTIONS, LAYOUTS, PROCEDURES } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { contractReference } from "./contract.ts";

describe("docs/contract-reference.md", () => {
  const reference = contractReference();

  it("is what the contract's layout says; `npm run docs:contract` writes it", () => {
    expect(readFileSync(new URL("../../docs/contract-reference.md", import.meta.url), "utf8")).toBe(reference);
  });

  it("has each call and each record once", () => {
    const headings = reference.split("\n").filter((line) => line.startsWith("### "));
    const records = Object.keys(LAYOUTS).filter((name) => !/_(input|output)$/.test(name));
    for (const name of [...Object.values(PROCEDURES), ...Object.values(FUNCTIONS)]
      .map((call) => call.name)
      .concat(records))
      expect(
        headings.filter((line) => line === `### ${name}`),
        name,
      ).toHaveLength(1);
  });

  it("takes the comments along", () => {
    expect(reference).toContain("The amount pays callFee, the rest is the bond.");
    expect(reference).toContain("| 25 | RoyaltyPaid | slot job, other model, amount |");
  });
});
