import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alertNames, dashboards, deployed } from "./deploy-files.ts";

describe.each(dashboards().map((one) => [one.file, one] as const))("dashboard %s", (_file, board) => {
  const drawn = board.panels.filter(({ type }) => type !== "row");

  it("lets everybody choose the data source", () => {
    expect(board.templating.list).toContainEqual(
      expect.objectContaining({ name: "datasource", type: "datasource", query: "prometheus" }),
    );
    for (const { title, datasource, targets = [] } of drawn) {
      expect(datasource?.uid, title).toBe(`\${datasource}`);
      for (const target of targets) expect(target.datasource.uid, title).toBe(`\${datasource}`);
    }
  });

  it("has a query in each panel, and each panel a place of its own", () => {
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
    for (const { title, targets } of drawn) {
      expect(targets?.length, title).toBeGreaterThan(0);
      expect(new Set(targets!.map(({ refId }) => refId)).size, title).toBe(targets!.length);
      for (const { expr } of targets!) expect(expr.trim(), title).not.toBe("");
    }
    const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos, title } of board.panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  });
});

it("dashboards have identities of their own", () => {
  const boards = dashboards();
  expect(boards.length).toBeGreaterThan(3);
  for (const key of ["uid", "title"] as const)
    expect(new Set(boards.map((board) => board[key])).size).toBe(boards.length);
});

it("each alert has an entry in the runbook, and its link leads there", () => {
  const runbook = readFileSync(deployed("../docs/runbook.md"), "utf8");
  const rules = readFileSync(deployed("prometheus/rules/alerts.yml"), "utf8");
  const entries = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
  expect(entries.sort()).toEqual(alertNames().sort());
  for (const name of alertNames()) expect(rules).toContain(`runbook: docs/runbook.md#${name.toLowerCase()}\n`);
  expect(rules.match(/severity: (page|warning) /g)?.length).toBe(alertNames().length);
});
