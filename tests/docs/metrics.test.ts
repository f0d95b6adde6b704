import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricsReference } from "./metrics.ts";

describe("docs/metrics.md", () => {
  const reference = metricsReference();
  const rows = reference.split("\n").filter((line) => line.startsWith("| `"));

  it("is what the programs register; `npm run docs:metrics` writes it", () => {
    expect(readFileSync(new URL("../../docs/metrics.md", import.meta.url), "utf8")).toBe(reference);
  });

  it("says something about each, under names that follow one rule", () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const row of rows) {
      const [, name, type] = /^\| `(\w+)` \| (\w+) \|.*\| .+\.? \|$/.exec(row) ?? [];
      expect(name, row).toMatch(/^qubix_[a-z]+(_[a-z]+)*$/);
      if (type === "counter") expect(name, row).toMatch(/_total$/);
      else expect(name, row).not.toMatch(/_total$/);
      if (type === "histogram") expect(name, row).toMatch(/_(seconds|ticks)$/);
    }
  });
});
