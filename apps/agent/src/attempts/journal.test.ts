import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { AttemptRecord } from "./attempt-record.ts";
import { Journal } from "./journal.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-journal-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hex = (byte: string) => byte.repeat(32);

function record(jobKey: string, phase: AttemptRecord["phase"]): AttemptRecord {
  const offer = {
    cursor: 1,
    jobKey,
    jobSlot: 0,
    attempt: 2,
    replica: 0,
    provider: 1,
    machine: "m",
    price: "5",
    expiry: 9,
    startPolicy: "assigned" as const,
    spec: "{}",
    requester: "A".repeat(60),
  };
  return {
    version: 1,
    offer,
    phase,
    seal: { ephemeral: hex("01"), contentKey: hex("02"), maskedKey: hex("03"), logKey: hex("04") },
  };
}

it("keeps attempts for the next process, for its owner only, until they are removed", () => {
  const journal = new Journal(folder);
  const [a, b] = [record(hex("aa"), "running"), record(hex("bb"), "sealed")];
  journal.save(a);
  journal.saveSealed(b, Uint8Array.of(1, 2, 3));
  journal.save({ ...b, phase: "uploaded" }, true);
  expect(statSync(join(folder, "journal", `${hex("aa")}-2.json`)).mode & 0o777).toBe(0o600);

  const next = new Journal(folder);
  const loaded = next.load(() => expect.unreachable()).sort((x, y) => (x.offer.jobKey < y.offer.jobKey ? -1 : 1));
  expect(loaded).toEqual([a, { ...b, phase: "uploaded" }]);
  expect(next.readSealed(b)).toEqual(Uint8Array.of(1, 2, 3));
  next.remove(b);
  expect(next.readSealed(b)).toBeUndefined();
  expect(next.load(() => {})).toEqual([a]);
});

it("reports a damaged file and leaves it alone", () => {
  const file = join(folder, "journal", "damaged.json");
  writeFileSync(file, "{");
  const reported: string[] = [];
  expect(new Journal(folder).load((name) => reported.push(name))).toHaveLength(1);
  expect(reported).toEqual([file]);
});
