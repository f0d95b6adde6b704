import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect, digestOf, stream } from "../testing/blob-store-contract.ts";
import { folderBlobStore } from "./folder-blob-store.ts";

const MIB = 1024 * 1024;
const mount = mkdtempSync(join(tmpdir(), "qubix-full-disk-"));
/** A disk of 4 MiB: only root may make one. */
const mounted = (() => {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "none", mount], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (mounted) execFileSync("umount", [mount]);
  rmSync(mount, { recursive: true });
});

describe.runIf(mounted)("a full disk", () => {
  const parts = [randomBytes(MIB), randomBytes(MIB), randomBytes(MIB)];
  const whole = Buffer.concat(parts);
  let blobs: Awaited<ReturnType<typeof folderBlobStore>>;
  beforeAll(async () => {
    blobs = await folderBlobStore(join(mount, "blobs"));
    writeFileSync(join(mount, "other"), Buffer.alloc(1.5 * MIB));
  });
  const put = (number: number) =>
    blobs.putPart("up_1", number, digestOf(parts[number - 1]!), stream(parts[number - 1]!), MIB);

  it("refuses what doesn't fit, leaves nothing of it, and takes the rest once there is space", async () => {
    await expect(blobs.put(digestOf(whole), stream(...parts), 4 * MIB)).rejects.toMatchObject({ code: "STORAGE_FULL" });
    expect(readdirSync(join(mount, "blobs", "incoming"))).toEqual([]);
    expect(await blobs.size(digestOf(whole))).toBeUndefined();
    await put(1);
    await put(2);
    await expect(put(3)).rejects.toMatchObject({ code: "STORAGE_FULL" });
    rmSync(join(mount, "other"));
    await put(3);
    // The parts become the blob: there would be no space for a copy of them.
    await blobs.join("up_1", 3, digestOf(whole));
    await blobs.dropParts("up_1");
    expect(digestOf(await collect(await blobs.read(digestOf(whole))))).toBe(digestOf(whole));
    expect(readdirSync(join(mount, "blobs", "incoming"))).toEqual([]);
  });
});
