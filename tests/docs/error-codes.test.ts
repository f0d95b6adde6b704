import { readFileSync } from "node:fs";
import { CONTRACT_CODES } from "@qubix/contract";
import { PROBLEMS } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { errorCodes } from "./error-codes.ts";

describe("docs/error-codes.md", () => {
  const page = errorCodes();

  it("is what hub and contract answer; `npm run docs:codes` writes it", () => {
    expect(readFileSync(new URL("../../docs/error-codes.md", import.meta.url), "utf8")).toBe(page);
  });

  it("explains each code once, and says what to do", () => {
    const sections = page.split(/^## /m).slice(1);
    const names = sections.map((section) => section.split("\n")[0]);
    const codes = [...Object.keys(PROBLEMS), ...Object.values(CONTRACT_CODES).map(({ name }) => name)];
    expect(names).toEqual([...new Set(codes)].sort());
    for (const section of sections) expect(section).toMatch(/\*\*What to do:\*\* .+\.|Contract, code \d+: .+\./);
  });
});
