import { describe, expect, it } from "vitest";
import { isFiltered, queryOf, readFilters, writeFilters } from "./job-filters.ts";

const read = (text: string, isSignedIn = true) => readFilters(new URLSearchParams(text), isSignedIn);
const ME = "A".repeat(60);

describe("the filters of an address", () => {
  it("come back as they were written", () => {
    const text =
      "whose=all&state=funded%2Crunning&kind=onnx&model=0&provider=7&search=my+job&from=2026-01-02&sort=updated";
    expect(writeFilters(read(text)).toString()).toBe(text);
    expect(writeFilters(read("")).toString()).toBe("");
  });

  it("mean nothing where they make no sense", () => {
    const nonsense = read("state=flying&kind=gpu&model=-1&provider=65536&from=2026-13-45&until=yesterday&sort=best");
    expect(nonsense).toEqual(read(""));
    expect(isFiltered(nonsense)).toBe(false);
    expect(isFiltered(read("model=0"))).toBe(true);
  });

  it("show all jobs to whoever has no account", () => {
    expect(read("whose=mine", false).whose).toBe("all");
    expect(read("").whose).toBe("mine");
  });
});

describe("what the hub is asked for", () => {
  it("is the account's own jobs unless all are wanted", () => {
    expect(queryOf(read(""), ME)).toEqual({ requester: ME });
    expect(queryOf(read("whose=all"), ME)).toEqual({});
  });

  it("are whole days", () => {
    const { createdAfter, createdBefore } = queryOf(read("whose=all&from=2026-03-01&until=2026-03-01"), ME);
    expect(new Date(createdAfter!).toString()).toContain("Mar 01 2026 00:00:00");
    expect(createdBefore! - createdAfter!).toBe(86_400_000 - 1);
  });

  it("is no search for signs alone", () => {
    expect(queryOf(read("whose=all&search=%20--"), ME)).toEqual({});
    expect(queryOf(read("whose=all&search=a"), ME)).toEqual({ search: "a" });
  });
});
