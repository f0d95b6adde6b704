import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Adds a job of that name. @returns whether a search for all of its words, or for one, finds it */
async function isFound(name: string, search = name): Promise<boolean> {
  const requester = `R${Math.random()}`;
  await store.jobs.insert(newJob({ name, requester }));
  const { items } = await store.listings.jobs({ privateOf: "nobody", sort: "newest", limit: 2, requester, search });
  return items.length === 1;
}

it.each([
  ["<b>x</b> cats", "cats"],
  ["<script>alert cats", "cats"],
  ["a &cats; b", "cats"],
  ["fish & <style>chips", "chips fish"],
  ["~cats", "cats"],
  ["ada@cats", "cats"],
  ["+12", "12"],
])("a job named %s is found by %s", async (name, search) => {
  expect(await isFound(name, search)).toBe(true);
});

it("a job is found by every word of its name, whatever stands around them", async () => {
  const mark = fc.constantFrom(..." !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
  const marks = fc.string({ unit: mark, minLength: 1, maxLength: 3 });
  const word = fc.constantFrom(
    "cats",
    "x",
    "b",
    "script",
    "style",
    "5",
    "12e3",
    "v2",
    "2a",
    "nbsp",
    "http",
    "x41",
    "Ação",
  );
  const names = fc.array(fc.tuple(marks, word), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(names, marks, async (parts, end) => isFound(parts.flat().join("") + end)),
    { numRuns: 40 },
  );
});
