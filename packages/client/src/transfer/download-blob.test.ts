import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeProblem, UPLOAD_PART_BYTES as PART } from "@qubix/protocol";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { type BytesAsked, json, sha256, TestHub } from "./test-hub.ts";
import type { Progress } from "./transfer-options.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-download-"));
const blob = randomBytes(3 * PART + 12_345);
const program = fileURLToPath(new URL("./transfer-process.ts", import.meta.url));
let hub: TestHub;
let at = 0;
afterEach(() => hub.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** A hub with the blob, and a folder for what comes from it. */
async function prepare(answer?: TestHub["answer"], content = blob) {
  hub = await TestHub.start(content);
  if (answer) hub.answer = answer;
  const place = mkdtempSync(join(folder, `${at++}-`));
  const file = join(place, "blob");
  return {
    file,
    left: () => readdirSync(place),
    download: (onProgress?: (progress: Progress) => void) =>
      hub.client().downloadBlob(hub.digest, content.length, file, onProgress ? { onProgress } : {}),
  };
}
const isSame = (file: string) => sha256(readFileSync(file)) === sha256(blob);

it("fetches pieces side by side, tells how far it is, and leaves nothing but the file", async () => {
  const { file, left, download } = await prepare();
  const told: Progress[] = [];
  await download((progress) => told.push(progress));
  expect(isSame(file)).toBe(true);
  expect(hub.asked).toHaveLength(4);
  expect(left()).toEqual(["blob"]);
  expect(told[0]).toEqual({ done: 0, size: blob.length });
  expect(told.at(-1)).toEqual({ done: blob.length, size: blob.length });
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b));
});

it("takes an empty blob, and one of less than a piece", async () => {
  for (const size of [0, 1, 1000]) {
    const content = randomBytes(size);
    const { file, download } = await prepare(undefined, content);
    await download();
    expect(readFileSync(file)).toEqual(content);
    hub.close();
  }
});

it("goes on where connections break", async () => {
  let broken = 0;
  const { file, download } = await prepare(({ from, to, response }) => {
    if (broken++ >= 12) return false;
    response.writeHead(206, { "content-range": `bytes ${from}-${to - 1}/${blob.length}`, "content-length": to - from });
    response.write(blob.subarray(from, Math.min(from + 2_000_000, to)), () => response.destroy());
    return true;
  });
  await download();
  expect(isSame(file)).toBe(true);
  const begins = hub.asked.map((span) => Number(span.split("-")[0]));
  expect(new Set(begins).size).toBeGreaterThan(4);
});

it("keeps what it has when the hub is gone for long, and goes on at the next call", async () => {
  let served = 0;
  const { file, left, download } = await prepare((asked) => {
    if (served++ < 2) return false;
    json(asked.response, 404, makeProblem("BLOB_NOT_FOUND"));
    return true;
  });
  await expect(download()).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
  expect(existsSync(file)).toBe(false);
  expect(left()).toHaveLength(1);
  hub.answer = () => false;
  await download();
  expect(isSame(file)).toBe(true);
  expect(left()).toEqual(["blob"]);
});

it("loses less than a part to kill -9, and resumes what the dead process had", async () => {
  // The first piece whole, of each other one something; then the hub falls silent.
  const { file, left, download } = await prepare(({ from, to, response }) => {
    const bytes = blob.subarray(from, from === 0 ? to : from + (to - from) / 3);
    response.writeHead(206, { "content-range": `bytes ${from}-${to - 1}/${blob.length}`, "content-length": to - from });
    response.write(bytes);
    hub.moved += bytes.length;
    return true;
  });
  const args = ["download", hub.url, hub.digest, `${blob.length}`, file];
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, ...args], {
    stdio: "inherit",
  });
  await vi.waitFor(() => {
    expect(hub.asked).toHaveLength(4);
    const counts = readFileSync(join(file, "..", left()[0]!)).subarray(blob.length);
    const here = Array.from({ length: counts.length / 4 }, (_, i) => counts.readUInt32LE(i * 4));
    expect(here).toHaveLength(4);
    expect(here.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(hub.moved - PART);
    expect(here.every((one) => one > 0 || one === here.at(-1))).toBe(true);
  }, 60_000);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(file)).toBe(false);
  expect(hub.moved).toBeGreaterThan(PART);
  hub.answer = () => false;
  await download();
  expect(isSame(file)).toBe(true);
  expect(left()).toEqual(["blob"]);
  // All that was sent twice.
  expect(hub.moved - blob.length).toBeLessThan(PART);
}, 90_000);

it("mends what a power cut has left, and throws away what belongs to other contents", async () => {
  const { file, left, download } = await prepare((asked) => {
    if (hub.asked.length <= 3) return false;
    json(asked.response, 404, makeProblem("BLOB_NOT_FOUND"));
    return true;
  });
  await expect(download()).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
  const part = `${file.slice(0, -4)}${left()[0]}`;
  const bytes = readFileSync(part);
  bytes.fill(0, 100, 5_000);
  writeFileSync(part, bytes);
  const stale = `${file}.${"0".repeat(16)}.${process.pid}-00000000.part`;
  writeFileSync(stale, "other");
  hub.answer = () => false;
  hub.asked.length = 0;
  await download();
  expect(isSame(file)).toBe(true);
  expect(hub.asked).toContain(`0-${PART - 1}`);
  expect(left()).toEqual(["blob"]);
});

it("lets two downloads of one file alone", async () => {
  const { file, left, download } = await prepare();
  await Promise.all([download(), download(), download()]);
  expect(isSame(file)).toBe(true);
  expect(left()).toEqual(["blob"]);
});

describe("a hub that lies", () => {
  it("about one piece, once, is asked for that one again", async () => {
    let lies = 2;
    const { file, download } = await prepare((asked) => {
      if (asked.from !== PART || lies-- <= 0) return false;
      const bytes = Buffer.from(blob.subarray(asked.from, asked.to));
      bytes[7]! ^= 1;
      hub.send(asked, bytes);
      return true;
    });
    await download();
    expect(isSame(file)).toBe(true);
    expect(hub.asked.filter((span) => span === `${PART}-${2 * PART - 1}`)).toHaveLength(3);
    expect(hub.asked).toHaveLength(6);
  });

  it("always, gets nowhere, and leaves nothing", async () => {
    const { left, download } = await prepare((asked) => {
      hub.send(asked, Buffer.alloc(asked.to - asked.from));
      return true;
    });
    await expect(download()).rejects.toMatchObject({ code: "BLOB_DIGEST_MISMATCH" });
    expect(left()).toEqual([]);
  });

  it.each<[string, (asked: BytesAsked) => void, string]>([
    [
      "range",
      ({ response, from }) => response.writeHead(206, { "content-range": `bytes ${from}-${from}/9` }).end("x"),
      "BAD_ANSWER",
    ],
    [
      "size",
      ({ response, from, to }) =>
        response.writeHead(206, { "content-range": `bytes ${from}-${to - 1}/${blob.length + 1}` }).end(),
      "BAD_ANSWER",
    ],
    ["ranges at all", ({ response }) => response.writeHead(200).end(blob), "BAD_ANSWER"],
    ["length", (asked) => hub.send(asked, Buffer.alloc(asked.to - asked.from + 1)), "BLOB_DIGEST_MISMATCH"],
  ])("about the %s is found out", async (_, lie, code) => {
    const { file, download } = await prepare((asked) => {
      lie(asked);
      return true;
    });
    await expect(download()).rejects.toMatchObject({ code });
    expect(existsSync(file)).toBe(false);
  });
});

describe.runIf(process.getuid?.() === 0 && process.platform === "linux")("a full disk", () => {
  it("is told, and the download goes on once there is space", async () => {
    const { left, download, file } = await prepare();
    const place = join(file, "..");
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=32m", "none", place]);
    try {
      writeFileSync(join(place, "other"), Buffer.alloc(16 << 20));
      await expect(download()).rejects.toMatchObject({ code: "DISK_FULL", hint: expect.stringContaining("goes on") });
      expect(left()).not.toContain("blob");
      const before = hub.moved;
      rmSync(join(place, "other"));
      hub.moved = 0;
      await download();
      expect(isSame(file)).toBe(true);
      expect(hub.moved).toBeLessThan(blob.length - before / 4);
    } finally {
      execFileSync("umount", [place]);
    }
  });
});
