import { expect, it } from "vitest";
import { underWay } from "./under-way.ts";

it("counts jobs that have not ended", () => {
  expect(underWay({ submitted: 1, funded: 2, running: 3, settled: 40, failed: 5 })).toEqual({ running: 6, waiting: 3 });
  expect(underWay({})).toEqual({ running: 0, waiting: 0 });
});
