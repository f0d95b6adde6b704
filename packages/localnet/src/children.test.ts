import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Children } from "./children.ts";

const folder = mkdtempSync(join(tmpdir(), "localnet-children-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a program that has not finished what it has is ended with the others", async () => {
  const file = join(folder, "busy.mts");
  const ready = `console.log(JSON.stringify({ ready: true }));`;
  writeFileSync(file, `process.on("SIGUSR2", () => {}); ${ready} setInterval(() => {}, 1e6);`);
  const children = new Children();
  const { child } = await children.start({ name: "agent busy", file, args: [], logFile: join(folder, "busy.log") });
  const drained = children.end(child.name, "drain");
  await children.stop();
  await drained;
  expect(children.all()).toEqual([]);
  expect(() => process.kill(child.pid, 0)).toThrow("ESRCH");
});
