import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inputHash, isUpToDate, markUpToDate, writeWhole } from "./incremental.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "incremental-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("incremental builds", () => {
  it("are up to date only with the same inputs and the files that were written", () => {
    const outputs = [join(folder, "a"), join(folder, "b")];
    const hash = inputHash({ source: "x" });
    expect(isUpToDate(outputs, hash)).toBe(false);
    for (const output of outputs) writeWhole(output, "built");
    markUpToDate(outputs, hash);
    expect(isUpToDate(outputs, hash)).toBe(true);
    expect(isUpToDate(outputs, inputHash({ source: "y" }))).toBe(false);
    writeFileSync(outputs[1]!, "from another build");
    expect(isUpToDate(outputs, hash)).toBe(false);
    rmSync(outputs[1]!);
    expect(isUpToDate(outputs, hash)).toBe(false);
  });

  it("leave an equal file alone", () => {
    const file = join(folder, "deep", "file");
    writeWhole(file, new Uint8Array([1, 2]));
    const { ino } = statSync(file);
    writeWhole(file, new Uint8Array([1, 2]));
    expect(statSync(file).ino).toBe(ino);
    writeWhole(file, new Uint8Array([1, 3]));
    expect(statSync(file).ino).not.toBe(ino);
  });
});
