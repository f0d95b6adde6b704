import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Child } from "./child.ts";

const folder = mkdtempSync(join(tmpdir(), "localnet-child-"));
afterAll(() => rmSync(folder, { recursive: true }));

function program(name: string, source: string) {
  const file = join(folder, `${name}.mts`);
  writeFileSync(file, source);
  return { name, file, args: ["an argument"], logFile: join(folder, `${name}.log`) };
}

const READY = `console.log(JSON.stringify({ ready: true, argument: process.argv[2], pid: process.pid }));`;
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a program that says it is ready is handed over with what it said, and ends when asked to", async () => {
  const { child, ready } = await Child.start(
    program("good", `console.log("hello");${READY} setInterval(() => {}, 1e6);`),
  );
  expect(ready).toMatchObject({ ready: true, argument: "an argument", pid: child.pid });
  await child.stop();
  expect(alive(child.pid)).toBe(false);
  expect(readFileSync(join(folder, "good.log"), "utf8")).toContain("hello");
});

test("a program that ends at once is reported with its last words", async () => {
  const broken = program("broken", `console.error("no such port"); process.exit(3);`);
  await expect(Child.start(broken)).rejects.toThrow(/broken ended with code 3\.\nno such port/);
});

test("a program that won't listen is ended by force", async () => {
  const deaf = program("deaf", `process.on("SIGTERM", () => {}); ${READY} setInterval(() => {}, 1e6);`);
  const { child } = await Child.start(deaf);
  await child.stop();
  expect(alive(child.pid)).toBe(false);
}, 20_000);

test("an unexpected end is told, an asked-for end is not", async () => {
  const told: string[] = [];
  const brief = program("brief", `${READY} setTimeout(() => { console.error("oh"); process.exit(1); }, 50);`);
  const { child } = await Child.start(brief);
  child.onCrash((how) => told.push(how));
  await child.ended;
  const patient = await Child.start(program("patient", `${READY} setInterval(() => {}, 1e6);`));
  patient.child.onCrash((how) => told.push(how));
  await patient.child.kill();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(["brief ended with code 1.\noh"]);
});

test("children don't outlive a supervisor that was killed", async () => {
  const grandchild = program("grandchild", `${READY} setInterval(() => {}, 1e6);`);
  const supervisor = program(
    "supervisor",
    `import { Child } from ${JSON.stringify(import.meta.resolve("./child.ts"))};
     void Child.start(${JSON.stringify(grandchild)}).then(({ child }) => console.log(child.pid));
     setInterval(() => {}, 1e6);`,
  );
  const parent = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), supervisor.file]);
  const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (text) => resolve(Number(text))));
  expect(alive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
});
