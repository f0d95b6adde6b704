import { expect, it } from "vitest";
import { fieldRows } from "./field-rows.ts";

const key = "ab".repeat(32);

it("names nested fields by their paths and leaves out what fills up arrays", () => {
  const items = [
    { jobKey: key, price: "5" },
    { jobKey: "00".repeat(32), price: "0" },
  ];
  expect(fieldRows({ nonce: "7", items, hubs: [0, 3, 0, 0], done: false })).toEqual([
    { path: "nonce", value: "7" },
    { path: "items[0].jobKey", value: key, job: key },
    { path: "items[0].price", value: "5" },
    { path: "hubs[0]", value: "0" },
    { path: "hubs[1]", value: "3" },
    { path: "done", value: "false" },
  ]);
});

it("is bounded, and takes no word for a key", () => {
  expect(fieldRows({ many: Array(1_000).fill(1) })).toHaveLength(200);
  expect(fieldRows({ jobKey: "../wallet", other: key })).toEqual([
    { path: "jobKey", value: "../wallet" },
    { path: "other", value: key },
  ]);
});
