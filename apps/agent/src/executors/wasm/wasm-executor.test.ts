import { afterAll, describe, expect, it } from "vitest";
import { program, testExecutor } from "./test-program.ts";

const executor = testExecutor();
afterAll(() => executor.close());
const { run } = executor;

describe("a program ends", () => {
  it("well, with its outputs and what they cost", async () => {
    const text = program(
      "out/hello",
      `(data (i32.const 1024) "hello") (func (export "_start") (drop (call $save (i32.const 1024) (i32.const 5))))`,
    );
    const first = await run(text);
    expect(first).toMatchObject({ outcome: "ok", exitCode: 0 });
    expect(first.outputs).toEqual([{ path: "hello", bytes: new TextEncoder().encode("hello") }]);
    expect((await run(text)).fuelUsed).toBe(first.fuelUsed);
  });

  it("with its exit code", async () => {
    expect(await run(program("x", `(func (export "_start") (call $proc_exit (i32.const 7)))`))).toMatchObject({
      outcome: "exit",
      exitCode: 7,
    });
    expect(
      await run(program("x", `(func (export "_start") (call $proc_exit (i32.const 0)) (unreachable))`)),
    ).toMatchObject({ outcome: "ok" });
  });

  it("as a trap", async () => {
    const result = await run(program("x", `(func (export "_start") (drop (i32.load (i32.const -8))))`));
    expect(result).toMatchObject({ outcome: "trap", exitCode: 0 });
    expect(result.log).toContain("out of bounds");
    expect(await run(`(module (memory 1) (data (i32.const 99999999) "x") (func (export "_start")))`)).toMatchObject({
      outcome: "trap",
    });
  });

  it("out of fuel when it loops for ever, at the same place each time", async () => {
    const text = program(
      "out/n",
      `(func (export "_start") (local i32) (loop $again (local.set 0 (i32.add (local.get 0) (i32.const 1))) (br $again)))`,
    );
    const result = await run(text, { fuel: "100000000" });
    expect(result).toMatchObject({ outcome: "out-of-fuel", fuelUsed: 100_000_000n });
  });

  it("out of fuel inside the host, too", async () => {
    const text = program(
      "x",
      `(func (export "_start") (loop $again (drop (call $random_get (i32.const 0) (i32.const 60000))) (br $again)))`,
    );
    expect(await run(text, { fuel: "50000000" })).toMatchObject({ outcome: "out-of-fuel" });
  });

  it("out of memory when it starts with more than it may", async () => {
    const result = await run(`(module (memory 65536) (func (export "_start")))`);
    expect(result).toMatchObject({ outcome: "out-of-memory" });
    expect(result.log).toContain("4096 MiB");
  });

  it("with -1 from memory.grow when it wants 4 GB later", async () => {
    const text = program(
      "out/n",
      `(func (export "_start")
      (i32.store (i32.const 1024) (memory.grow (i32.const 60000)))
      (drop (call $save (i32.const 1024) (i32.const 4))))`,
    );
    expect((await run(text)).outputs[0]!.bytes).toEqual(new Uint8Array([255, 255, 255, 255]));
  });

  it("as bad input when the module is none or needs what is refused", async () => {
    for (const source of [
      new TextEncoder().encode("#!/bin/sh"),
      `(module (import "env" "f" (func)) (func (export "_start")))`,
    ]) {
      const result = await run(source);
      expect(result).toMatchObject({ outcome: "bad-input", fuelUsed: 0n, outputs: [] });
      expect(result.log).toContain("qubix: bad-input");
    }
  });
});

describe("recursion ends at the call depth limit, never at the machine's stack", () => {
  const locals = (type: string, count: number) => `(local ${`${type} `.repeat(count)})`;
  const keep = (type: string, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `(local.set ${i + 1} (${type}.add (local.get ${i + 1}) (local.get ${i})))`,
    ).join(" ");
  it.each([
    ["small frames", `(func $f (param i32) (call $f (local.get 0)))`, "(i32.const 0)"],
    ["no parameters", `(func $f (call $f) (nop))`, ""],
    [
      "many i64",
      `(func $f (param i64) ${locals("i64", 100)} ${keep("i64", 100)} (call $f (local.get 50)) ${keep("i64", 100)})`,
      "(i64.const 1)",
    ],
    [
      "many v128",
      `(func $f (param v128) ${locals("v128", 200)} ${keep("i64x2", 200)} (call $f (local.get 99)) ${keep("i64x2", 200)})`,
      "(v128.const i64x2 1 2)",
    ],
    [
      "many operands",
      `(func $f (param i32) (result i32) ${"(i32.add (local.get 0) ".repeat(200)} (call $f (local.get 0)) ${")".repeat(200)})`,
      "(i32.const 0)",
    ],
    [
      "many parameters",
      `(func $f (param ${"i64 ".repeat(40)}) (call $f ${Array.from({ length: 40 }, (_, i) => `(local.get ${i})`).join(" ")}))`,
      "(i64.const 1)".repeat(40),
    ],
    ["many results", `(func $f (param i32) (result ${"i64 ".repeat(30)}) (call $f (local.get 0)))`, "(i32.const 0)"],
    [
      "indirect calls",
      `(type $t (func (param i32))) (table funcref (elem $f)) (func $f (param i32) (call_indirect (type $t) (local.get 0) (i32.const 0)))`,
      "(i32.const 0)",
    ],
  ])("%s", async (name, f, args) => {
    const results = name === "many operands" ? "(drop" : name === "many results" ? "" : "";
    const call = results ? `${results} (call $f ${args}))` : `(call $f ${args})`;
    const drops = name === "many results" ? "(drop) ".repeat(30) : "";
    const result = await run(`(module ${f} (func (export "_start") ${call} ${drops}))`, { fuel: "1000000000000" });
    expect(result.outcome).toBe("call-depth");
  });
});

describe("the world inside", () => {
  it("has randomness that follows from the job key alone", async () => {
    const text = program(
      "out/r",
      `(func (export "_start") (drop (call $random_get (i32.const 1024) (i32.const 5000))) (drop (call $save (i32.const 1024) (i32.const 5000))))`,
    );
    const bytes = async (jobKey: string) =>
      Buffer.from((await run(text, { jobKey })).outputs[0]!.bytes).toString("hex");
    const first = await bytes("ab".repeat(32));
    expect(await bytes("ab".repeat(32))).toBe(first);
    expect(await bytes("ac".repeat(32))).not.toBe(first);
    expect(first.slice(0, 8192)).not.toContain("00000000");
  });

  it("has a clock that starts in 2026 and moves with the fuel", async () => {
    const text = program(
      "out/t",
      `(func (export "_start") (local i32)
      (drop (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 1024)))
      (loop $again (br_if $again (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 1000000))))
      (drop (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 1032)))
      (drop (call $save (i32.const 1024) (i32.const 16))))`,
    );
    const [a, b] = new BigUint64Array((await run(text)).outputs[0]!.bytes.slice().buffer);
    expect(new Date(Number(a! / 1_000_000n)).toISOString()).toBe("2026-01-01T00:00:00.000Z");
    expect(b! - a!).toBeGreaterThan(1_000_000n);
    expect([...new BigUint64Array((await run(text)).outputs[0]!.bytes.slice().buffer)]).toEqual([a, b]);
  });

  it("gives standard input from the input of that name", async () => {
    const text = program(
      "out/copy",
      `(func (export "_start")
      (i32.store (i32.const 600) (i32.const 1024)) (i32.store (i32.const 604) (i32.const 100))
      (drop (call $fd_read (i32.const 0) (i32.const 600) (i32.const 1) (i32.const 608)))
      (drop (call $save (i32.const 1024) (i32.load (i32.const 608)))))`,
    );
    const result = await run(text, { inputs: { stdin: "a line\n" } });
    expect(new TextDecoder().decode(result.outputs[0]!.bytes)).toBe("a line\n");
    expect((await run(text)).outputs[0]!.bytes).toHaveLength(0);
  });

  it.each([
    "../escape",
    "out/../../etc/x",
    "in/new",
    "new-at-root",
    "out/a\\5cb",
    "out/\\01",
    "out/e\\cc\\81",
    "out/\\ff",
  ])("refuses to create %s", async (path) => {
    const text = program(
      path,
      `(data (i32.const 1024) "x") (func (export "_start") (call $proc_exit (call $save (i32.const 1024) (i32.const 1))))`,
    )
      // the helper counts the escapes as they are written: give the real length
      .replace(
        /\(i32\.const \d+\) \(i32\.const 1\) \(i64\.const 64\)/,
        `(i32.const ${path.replaceAll(/\\[0-9a-f]{2}/g, "x").length}) (i32.const 1) (i64.const 64)`,
      );
    expect(await run(text)).toMatchObject({ outcome: "exit", exitCode: 99, outputs: [] });
  });

  it("says that the disk is full above outputBytes, also for a write far behind the end", async () => {
    const full = program(
      "out/big",
      `(func (export "_start") (call $proc_exit (call $save (i32.const 0) (i32.const 65537))))`,
    );
    expect(await run(full, { outputBytes: 65536 })).toMatchObject({ outcome: "exit", exitCode: 51 });
    expect((await run(full, { outputBytes: 65537 })).outputs[0]!.bytes).toHaveLength(65537);
    const far = program(
      "out/far",
      `(func (export "_start") (drop (call $open)) (i32.store (i32.const 604) (i32.const 1))
      (call $proc_exit (call $fd_pwrite (i32.load (i32.const 512)) (i32.const 600) (i32.const 1) (i64.const 1099511627776) (i32.const 608))))`,
    );
    expect(await run(far)).toMatchObject({ outcome: "exit", exitCode: 51 });
  });

  it("has room for a log of one MiB and drops the rest unnoticed", async () => {
    const text = program(
      "x",
      `(func (export "_start") (local i32)
      (i32.store (i32.const 604) (i32.const 65536))
      (loop $again
        (if (call $fd_write (i32.const 1) (i32.const 600) (i32.const 1) (i32.const 608)) (then (unreachable)))
        (br_if $again (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 100)))))`,
    );
    const result = await run(text);
    expect(result.outcome).toBe("ok");
    expect(result.log.length).toBeLessThan(1024 * 1024 + 100);
    expect(result.log).toContain("the log is full");
  });
});

describe("the machine's failures are no results", () => {
  const spin = program("x", `(func (export "_start") (loop $again (br $again)))`);

  it("wall clock", async () => {
    await expect(run(spin, { fuel: "4000000000000000000", wallSeconds: 1 })).rejects.toMatchObject({
      code: "WALL_CLOCK",
    });
  });

  it("cancellation, and the next run works", async () => {
    await expect(run(spin, { fuel: "4000000000000000000", signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
      code: "ABORTED",
    });
    expect(await run(spin, { fuel: "1000" })).toMatchObject({ outcome: "out-of-fuel" });
  });
});
