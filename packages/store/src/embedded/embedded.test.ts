import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStore } from "../open-store.ts";
import { newJob } from "../testing/fixtures.ts";

// Processes are started and databases opened: slow where many tests share the machine.
vi.setConfig({ testTimeout: 180_000 });

const PROGRAM = fileURLToPath(new URL("../testing/embedded-program.ts", import.meta.url));

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "qubix-embedded-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A process that opens the store in `dataDir` and does `what`; gives its output line by line. */
function program(what: "open-and-close" | "insert-forever") {
  const child = spawn(process.execPath, ["--import", "tsx", PROGRAM, what, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  child.stdout.on("data", (data: Buffer) => lines.push(...data.toString().split("\n").filter(Boolean)));
  return { child, lines };
}

describe("the embedded database", () => {
  it("belongs to one process at a time, and is given back", async () => {
    const store = await openStore({ dataDir });
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
    const { job } = await store.jobs.insert(newJob());
    await store.close();
    const again = await openStore({ dataDir });
    expect(await again.jobs.get(job.key)).toEqual(job);
    await again.close();
  });

  it("is made anew when its making was cut short", async () => {
    await mkdir(join(dataDir, "database"));
    await writeFile(join(dataDir, "database", "PG_VERSION"), "18");
    const store = await openStore({ dataDir });
    await store.jobs.insert(newJob());
    await store.close();
  });

  it("loses nothing it has acknowledged when the process is killed", async () => {
    const { child, lines } = program("insert-forever");
    await expect.poll(() => lines.length, { timeout: 120_000 }).toBeGreaterThan(20);
    child.kill("SIGKILL");
    await once(child, "exit");
    const acknowledged = [...lines];
    const store = await openStore({ dataDir });
    for (const key of acknowledged) expect((await store.jobs.get(key))?.state).toBe("funded");
    await store.close();
  });

  it("leaves nothing that keeps a process alive", async () => {
    const { child } = program("open-and-close");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  it("runs statements of others only before or after a transaction, and wakes LISTENers", async () => {
    const { EmbeddedPool } = await import("./embedded-pool.ts");
    const pool = await EmbeddedPool.open({});
    await pool.query("create table t (n int)");
    const [one, listener] = [await pool.connect(), await pool.connect()];
    const heard: unknown[] = [];
    listener.on("notification", (notification) => heard.push(notification));
    await listener.query('/* a comment first */ LISTEN "things"');
    await one.query("begin");
    await one.query("insert into t values ($1)", [1]);
    const outside = pool.query("select count(*)::int as n from t");
    await one.query("insert into t values (2)");
    await one.query("rollback");
    expect((await outside).rows).toEqual([{ n: 0 }]);
    await pool.query("select pg_notify('things', 'hello')");
    await expect.poll(() => heard).toEqual([{ channel: "things", payload: "hello", processId: 0 }]);
    await expect(pool.query("select * from nowhere")).rejects.toMatchObject({ code: "42P01" });
    one.release();
    listener.release();
    await pool.end();
    await expect(pool.query("select 1")).rejects.toThrow(/ended/);
  });
});
