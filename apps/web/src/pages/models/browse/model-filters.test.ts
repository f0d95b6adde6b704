import { expect, it } from "vitest";
import { isFiltered, modelQuery, readModelFilters, writeModelFilters } from "./model-filters.ts";

it("comes back from an address as it went", () => {
  const filters = readModelFilters(
    new URLSearchParams("search=hand+written&task=image-classification&license=MIT&tag=vision&sort=name"),
  );
  expect(readModelFilters(writeModelFilters(filters))).toEqual(filters);
  expect(modelQuery(filters)).toEqual({
    ...{ search: "hand written", task: "image-classification", license: "MIT", tag: ["vision"], sort: "name" },
  });
  expect(isFiltered(filters)).toBe(true);
});

it("asks for everything, the most used first, where an address says nothing or nonsense", () => {
  const filters = readModelFilters(new URLSearchParams("task=guessing&publisher=me&sort=loud&search=%20--&tag=%00"));
  expect(modelQuery(filters)).toEqual({ sort: "runs" });
  expect(String(writeModelFilters(filters))).toBe("");
  expect(isFiltered(filters)).toBe(false);
});
