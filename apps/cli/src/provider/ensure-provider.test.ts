import { acceptedHubs } from "@qubix/client";
import type { Provider } from "@qubix/contract";
import { expect, test } from "vitest";
import { changeOf } from "./ensure-provider.ts";

const key = (byte: number) => new Uint8Array(32).fill(byte);
const record = {
  owner: key(1),
  hot: key(2),
  payout: key(3),
  stake: 1_000n,
  minPrice: 10n,
  capacity: 2,
  hubs: acceptedHubs([7]),
  anyHub: 0,
  paused: 0,
} as Provider;
const wanted = { hot: key(2), hub: 7 };

test("a provider that stands as it should is left alone", () => {
  expect(changeOf(record, wanted)).toBeUndefined();
  expect(changeOf(record, { ...wanted, payout: key(3), stake: 500n, minPrice: 10n, capacity: 2 })).toBeUndefined();
});

test("what is wanted otherwise is changed, and the rest stays", () => {
  expect(changeOf(record, { ...wanted, minPrice: 20n })).toMatchObject({
    stake: 0n,
    input: { minPrice: 20n, capacity: 2, payout: key(3), hubs: record.hubs },
  });
  expect(changeOf(record, { ...wanted, stake: 1_500n })?.stake).toBe(500n);
  expect(changeOf({ ...record, paused: 1 }, wanted)?.input.paused).toBe(0);
  expect(changeOf(record, { ...wanted, hot: key(9) })?.input.hot).toEqual(key(9));
});

test("a further hub is accepted beside the others, in place of the first when there are four", () => {
  expect(changeOf(record, { ...wanted, hub: 8 })?.input.hubs).toEqual(acceptedHubs([7, 8]));
  const full = { ...record, hubs: [1, 2, 3, 4] };
  expect(changeOf(full, { ...wanted, hub: 8 })?.input.hubs).toEqual([2, 3, 4, 8]);
  expect(changeOf({ ...full, anyHub: 1 }, { ...wanted, hub: 8 })).toBeUndefined();
});
