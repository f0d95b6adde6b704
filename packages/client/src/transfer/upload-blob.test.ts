import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeProblem, UPLOAD_PART_BYTES as PART } from "@qubix/protocol";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { json, sha256, TestHub } from "./test-hub.ts";
import type { Progress } from "./transfer-options.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-upload-"));
const large = randomBytes(5 * PART + 5);
const file = join(folder, "large");
writeFileSync(file, large);
const program = fileURLToPath(new URL("./transfer-process.ts", import.meta.url));
let hub: TestHub;
beforeEach(async () => {
  hub = await TestHub.start(Buffer.alloc(0));
});
afterEach(() => hub.close());
afterAll(() => rmSync(folder, { recursive: true }));

it("sends small content whole, and nothing that is there", async () => {
  const small = randomBytes(300_000);
  expect(await hub.client().uploadBlob(small)).toBe(`sha256:${sha256(small)}`);
  expect(sha256(hub.made.get(sha256(small))!)).toBe(sha256(small));
  writeFileSync(join(folder, "small"), small);
  hub.made.set(sha256(small), Buffer.from("untouched"));
  expect(await hub.client().uploadBlob(join(folder, "small"))).toBe(`sha256:${sha256(small)}`);
  expect(String(hub.made.get(sha256(small)))).toBe("untouched");
});

it("sends large content in parts, only the missing ones, and tells how far it is", async () => {
  hub.parts.set(2, large.subarray(PART, 2 * PART));
  let failures = 2;
  hub.takePart = (_, response) => {
    if (failures-- <= 0) return false;
    json(response, 503, makeProblem("SHUTTING_DOWN"));
    return true;
  };
  const told: Progress[] = [];
  await hub.client().uploadBlob(file, { onProgress: (progress) => told.push(progress) });
  expect(sha256(hub.made.get(sha256(large))!)).toBe(sha256(large));
  expect(hub.moved).toBe(large.length - PART);
  expect(told[1]).toEqual({ done: PART, size: large.length });
  expect(told.at(-1)).toEqual({ done: large.length, size: large.length });
});

it("takes what a page has of a file, and goes on where it stopped", async () => {
  const stop = new AbortController();
  hub.takePart = (number) => {
    if (number === 5) stop.abort(new Error("the page was closed"));
    return false;
  };
  await expect(hub.client().uploadBlob(new Blob([large]), { signal: stop.signal })).rejects.toThrow("closed");
  expect(hub.parts.size).toBeGreaterThan(0);
  const before = hub.moved;
  await hub.client().uploadBlob(new Blob([large]));
  expect(sha256(hub.made.get(sha256(large))!)).toBe(sha256(large));
  expect(hub.moved).toBeLessThan(before + large.length - PART);
});

it("takes a small one of a page", async () => {
  const small = randomBytes(70_000);
  expect(await hub.client().uploadBlob(new Blob([small]))).toBe(`sha256:${sha256(small)}`);
  expect(hub.made.get(sha256(small))).toEqual(small);
});

it("stops at a refusal, and all parts with it", async () => {
  let asked = 0;
  hub.takePart = (_, response) => {
    asked++;
    json(response, 507, makeProblem("STORAGE_FULL"));
    return true;
  };
  await expect(hub.client().uploadBlob(file)).rejects.toMatchObject({ code: "STORAGE_FULL", status: 507 });
  await sleep(50);
  expect(asked).toBeLessThanOrEqual(3);
});

it("can be stopped", async () => {
  const stop = new AbortController();
  hub.takePart = () => {
    stop.abort(new Error("enough"));
    return false;
  };
  await expect(hub.client().uploadBlob(file, { signal: stop.signal })).rejects.toThrow("enough");
});

it("goes on after kill -9 with the parts that are missing", async () => {
  const waiting: (() => void)[] = [];
  hub.takePart = (number) => {
    if (number <= 3) return false;
    waiting.push(() => {});
    return true; // never answered
  };
  const args = ["--import", import.meta.resolve("tsx"), program, "upload", hub.url, file];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  while (waiting.length < 3) await sleep(5);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect([...hub.parts.keys()].sort()).toEqual([1, 2, 3]);
  hub.takePart = () => false;
  hub.moved = 0;
  await hub.client().uploadBlob(file);
  expect(hub.moved).toBe(large.length - 3 * PART);
  expect(sha256(hub.made.get(sha256(large))!)).toBe(sha256(large));
}, 60_000);
