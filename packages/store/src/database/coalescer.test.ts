import { expect, it } from "vitest";
import { Coalescer } from "./coalescer.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

it("does together what comes together, and gives each its own result", async () => {
  const groups: number[][] = [];
  const doubled = new Coalescer(async (items: number[]) => {
    groups.push(items);
    return items.map((item) => 2 * item);
  });
  expect(await Promise.all([1, 2, 3].map((item) => doubled.call(item)))).toEqual([2, 4, 6]);
  expect(await doubled.call(4)).toBe(8);
  expect(groups).toEqual([[1, 2, 3], [4]]);
});

it("lets a group grow while another is under way", async () => {
  const groups: number[][] = [];
  let finish: () => void = () => undefined;
  const slow = new Coalescer(async (items: number[]) => {
    groups.push(items);
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return items;
  }, 1);
  const first = slow.call(1);
  await turn();
  const later = [slow.call(2)];
  await turn();
  later.push(slow.call(3));
  await turn();
  expect(groups).toEqual([[1]]);
  finish();
  await first;
  await expect.poll(() => groups.length).toBe(2);
  finish();
  expect(await Promise.all(later)).toEqual([2, 3]);
  expect(groups).toEqual([[1], [2, 3]]);
});

it("fails only those that fail alone", async () => {
  const picky = new Coalescer(async (items: number[]) => {
    if (items.includes(13)) throw new Error("13");
    return items;
  });
  const results = await Promise.allSettled([12, 13, 14].map((item) => picky.call(item)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
