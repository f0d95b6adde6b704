import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SecretBox } from "./secret-box.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("secrets", () => {
  const file = join(folder, "new", "secrets.key");
  const secret = Buffer.from("do not tell");

  it("are opened by each process that has the file, for their owner only", () => {
    const sealed = SecretBox.fromFile(file).seal("wh_1", secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(sealed).includes(secret)).toBe(false);
    expect(Buffer.from(SecretBox.fromFile(file).open("wh_1", sealed))).toEqual(secret);
    expect(() => SecretBox.fromFile(file).open("wh_2", sealed)).toThrow("another key");
    expect(() => SecretBox.fromFile(join(folder, "other.key")).open("wh_1", sealed)).toThrow("secretsFile");
  });

  it("need a whole key", () => {
    const short = join(folder, "short.key");
    writeFileSync(short, "abcd\n");
    expect(() => SecretBox.fromFile(short)).toThrow("64 hex digits");
  });
});
