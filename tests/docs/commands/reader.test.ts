import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { Reader } from "./reader.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-reader-"));
afterAll(() => rmSync(folder, { recursive: true }));

let reader: Reader;
beforeEach(() => {
  reader = new Reader(folder, process.env, join(folder, "variables"));
});
afterEach(() => reader.leave());

test("variables live from block to block, also for what stays, which ends with Ctrl-C", async () => {
  await reader.run("NAME='an ape'\ncat > file.txt <<'END'\n$NAME\nEND\n");
  await reader.run("[ \"$(cat file.txt)\" = '$NAME' ]");
  await reader.stay('echo "hello, $NAME"; sleep 1000', "hello, an ape");
  await reader.run("true");
});

test("a failing command is told with what it printed", async () => {
  await expect(reader.run("echo before; false; echo after")).rejects.toThrow(
    /echo before; false[\s\S]*printed:\nbefore\n$/,
  );
});

test("a failure within a pipe, and a variable that nobody has set, are failures", async () => {
  await expect(reader.run("false | cat")).rejects.toThrow("failed");
  await reader.leave();
  reader = new Reader(folder, process.env, join(folder, "variables"));
  await expect(reader.run('echo "$NOBODY_SETS_THIS"')).rejects.toThrow("unbound variable");
});

test("what ends although it should stay is told", async () => {
  await expect(reader.stay("echo no such port", "ready")).rejects.toThrow("no such port");
  await expect(reader.leave()).rejects.toThrow("ended by itself");
  reader = new Reader(folder, process.env, join(folder, "variables"));
});
