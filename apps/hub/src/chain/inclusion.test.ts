import { describe, expect, it } from "vitest";
import { inclusionOf, type TickView } from "./inclusion.ts";

const view = (current: number, digests?: string[], has = false): TickView => ({
  current,
  digests: digests && new Set(digests),
  has,
});
const of = (views: TickView[], need: number) =>
  inclusionOf(
    100,
    "aa",
    views.map((value, node) => ({ node, value })),
    need,
  );

describe("whether a transaction got into its tick", () => {
  it("believes tick data, from as many nodes as are needed", () => {
    expect(of([view(101, ["aa", "bb"])], 1)).toBe("included");
    expect(of([view(101, ["bb"])], 1)).toBe("absent");
    expect(of([view(101, ["aa"])], 2)).toBe("unknown");
    expect(of([view(101, ["aa"]), view(101, ["bb"])], 2)).toBe("unknown");
    expect(of([view(101, ["aa"]), view(101, ["bb"]), view(103, ["aa"])], 2)).toBe("included");
  });

  it("concludes nothing from a tick that is not over", () => {
    expect(of([view(100, ["bb"])], 1)).toBe("unknown");
  });

  it("takes missing data for an empty tick only some ticks later, and never while a node has the transaction", () => {
    expect(of([view(102)], 1)).toBe("unknown");
    expect(of([view(105)], 1)).toBe("absent");
    expect(of([view(105, undefined, true)], 1)).toBe("unknown");
  });
});
