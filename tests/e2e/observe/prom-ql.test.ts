import { expect, test } from "vitest";
import { familyOf, metricNames } from "./prom-ql.ts";

test.each([
  ["up", ["up"]],
  ['max by (role) (qubix_leader{role="x"}) == 0', ["qubix_leader"]],
  ["histogram_quantile(0.95, sum by (le, stage) (rate(a_bucket[15m])))", ["a_bucket"]],
  ['sum(rate(a_total{status=~"5.."}[5m])) / clamp_min(sum(rate(b_total[5m])), 0.001)', ["a_total", "b_total"]],
  ["max(lag) > 120 and on () max(halted) == 0", ["lag", "halted"]],
  ["qubix:api_errors:ratio5m > 0.02", ["qubix:api_errors:ratio5m"]],
  ["process_resident_memory_bytes > 1.5e9", ["process_resident_memory_bytes"]],
  ['absent(up{job="sum by (x)"})', ["up"]],
])("the metrics of %s", (expression, names) => {
  expect(metricNames(expression)).toEqual(names);
});

test("a histogram's parts go by its name", () => {
  expect(["a_bucket", "a_sum", "a_count", "a_total"].map(familyOf)).toEqual(["a", "a", "a", "a_total"]);
});
