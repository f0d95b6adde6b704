import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../../../examples/dist/endurance.wasm", import.meta.url));
const TSX = import.meta.resolve("tsx");
const home = mkdtempSync(join(tmpdir(), "qubix-cli-"));
const environment = { ...process.env, QUBIX_HOME: home };

/** Runs `qubix` with arguments. */
function qubix(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", TSX, MAIN, ...args], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (err += text));
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

const json = async (...args: string[]) => {
  const { code, out, err } = await qubix(...args, "--json");
  return { code, value: JSON.parse(out || err) };
};

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("without a network", () => {
  test("says what to do first", async () => {
    const { code, value } = await json("wallet", "balance");
    expect(code).toBe(2);
    expect(value.error).toMatchObject({ code: "NO_PROFILE", hint: expect.stringContaining("qubix up") });
  });

  test("keeps a wallet encrypted, and opens it with the right passphrase only", async () => {
    const [good, bad] = [join(home, "good.txt"), join(home, "bad.txt")];
    writeFileSync(good, "correct horse\n");
    writeFileSync(bad, "wrong horse\n");
    const created = await json("wallet", "create", "me", "--passphrase-file", good);
    const opened = await json("wallet", "export", "me", "--reveal", "--passphrase-file", good);
    expect(opened.value.seed).toMatch(/^[a-z]{55}$/);
    expect(readFileSync(created.value.file, "utf8")).not.toContain(opened.value.seed);
    const refused = await json("wallet", "export", "me", "--reveal", "--passphrase-file", bad);
    expect(refused).toMatchObject({ code: 1, value: { error: { code: "WRONG_PASSPHRASE" } } });
    const again = await json("wallet", "create", "me", "--passphrase-file", good);
    expect(again).toMatchObject({ code: 2, value: { error: { code: "WALLET_EXISTS" } } });
  });

  test("tells wrong usage by its exit code", async () => {
    expect((await qubix("job", "submit", "--replicas", "9")).code).toBe(2);
    expect((await qubix("nonsense")).code).toBe(2);
    expect((await qubix("--help")).code).toBe(0);
  });
});

describe("on a network of its own", () => {
  let network: ChildProcess;
  let ready: { node: string; hub: string; folder: string; providers: { name: string }[] };

  beforeAll(async () => {
    network = spawn(process.execPath, ["--import", TSX, MAIN, "up", "--agents", "1", "--json"], {
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    ready = await new Promise((resolve) => network.stdout!.once("data", (line) => resolve(JSON.parse(String(line)))));
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => network.once("close", resolve));
    network.kill("SIGINT");
    await ended;
    expect(existsSync(ready.folder)).toBe(false);
  });

  test("a job goes from a program to files on disk and a receipt that holds", async () => {
    expect((await json("wallet", "balance")).value).toMatchObject({ balance: "1000000000" });
    const submitted = await qubix(
      "job",
      "submit",
      "--wasm",
      PROGRAM,
      "--arg",
      "20",
      "--start",
      "authorized",
      "--id-only",
      "--wait",
    );
    expect(submitted.err).toBe("");
    expect(submitted.code).toBe(0);
    const key = submitted.out.trim();
    expect(key).toMatch(/^[0-9a-f]{64}$/);

    expect((await json("job", "get", key)).value).toMatchObject({ key, state: "settled", closeReason: "unchallenged" });
    expect((await json("job", "list", "--mine")).value.items).toMatchObject([{ key }]);
    expect((await qubix("job", "logs", key)).out).toContain("the longest begins at 17647");
    const folder = join(home, "result");
    expect((await json("job", "download", key, "-o", folder)).value).toMatchObject({ outcome: "ok" });
    expect(readFileSync(join(folder, "records.csv"), "utf8")).toContain("17647,278");

    const file = join(home, "receipt.json");
    writeFileSync(file, (await qubix("job", "receipt", key, "--json")).out);
    expect((await json("job", "verify-receipt", key)).value).toMatchObject({ ok: true, signatures: 451 });
    writeFileSync(file, readFileSync(file, "utf8").replace(/"hubPaid":"[0-9]+"/, '"hubPaid":"1"'));
    expect(await json("job", "verify-receipt", "--file", file)).toMatchObject({ code: 6, value: { ok: false } });
  }, 180_000);

  test("what the contract or the hub would refuse is told before anything is paid", async () => {
    const before = (await json("wallet", "balance")).value.balance;
    const cheap = await json("job", "submit", "--wasm", PROGRAM, "--arg", "1", "--price-cap", "0");
    expect(cheap).toMatchObject({ code: 3, value: { error: { code: "PRICE_OUT_OF_RANGE" } } });
    const unknown = await json("job", "get", "0".repeat(64));
    expect(unknown).toMatchObject({ code: 3, value: { error: { code: "JOB_NOT_FOUND" } } });
    const nobody = await json("job", "submit", "--model", "no/body");
    expect(nobody).toMatchObject({ code: 3, value: { error: { code: "MODEL_NOT_FOUND" } } });
    expect((await json("wallet", "balance")).value.balance).toBe(before);
  });

  test("providers and the hub show their place on the chain", async () => {
    expect((await json("provider", "status", "0")).value).toMatchObject({ provider: 0, paused: false, capacity: 2 });
    expect((await json("hub", "status", "0")).value).toMatchObject({ hub: 0, paused: false });
    expect((await json("provider", "status", "7")).code).toBe(3);
  });
});
