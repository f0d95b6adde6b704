import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeNpy } from "@qubix/client/onnx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../../../examples/dist/endurance.wasm", import.meta.url));
const TSX = import.meta.resolve("tsx");
const home = mkdtempSync(join(tmpdir(), "qubix-cli-"));
const environment = { ...process.env, QUBIX_HOME: home };

/** Runs `qubix` with arguments. */
const qubix = (...args: string[]) => qubixIn(environment, ...args);

/** Runs it as somebody else, or with more variables. */
function qubixIn(
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", TSX, MAIN, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (err += text));
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

const json = (...args: string[]) => jsonIn(environment, ...args);
const jsonIn = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
  const { code, out, err } = await qubixIn(env, ...args, "--json");
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
    network = spawn(
      process.execPath,
      ["--import", TSX, MAIN, "up", "--agents", "1", "--temporary", "--empty", "--json"],
      {
        env: environment,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
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
    expect(submitted.err).toMatch(/^submitted\n[\s\S]*settled\n$/);
    expect(submitted.code).toBe(0);
    const key = submitted.out.trim();
    expect(key).toMatch(/^[0-9a-f]{64}$/);

    expect((await json("job", "get", key)).value).toMatchObject({ key, state: "settled", closeReason: "unchallenged" });
    const followed = await qubix("job", "get", key, "--follow", "--json");
    const lines = followed.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map(({ seq }) => seq)).toEqual(lines.slice(0, -1).map((_, i) => i + 1));
    expect(lines.at(-2).body).toMatchObject({ type: "state", state: "settled" });
    expect(lines.at(-1)).toMatchObject({ key, state: "settled" });
    expect((await json("job", "list", "--mine")).value.items).toMatchObject([{ key }]);
    expect((await qubix("job", "logs", key, "--follow")).out).toContain("the longest begins at 17647");
    const folder = join(home, "result");
    expect((await json("job", "download", key, "--to", folder)).value).toMatchObject({ outcome: "ok" });
    expect(readFileSync(join(folder, "records.csv"), "utf8")).toContain("17647,278");

    const file = join(home, "receipt.json");
    writeFileSync(file, (await qubix("job", "receipt", key, "--json")).out);
    expect((await json("job", "verify-receipt", key)).value).toMatchObject({ ok: true, signatures: 451 });
    writeFileSync(file, readFileSync(file, "utf8").replace(/"hubPaid":"[0-9]+"/, '"hubPaid":"1"'));
    expect(await json("job", "verify-receipt", "--file", file)).toMatchObject({ code: 6, value: { ok: false } });
  }, 180_000);

  test("a metered job gives change, and one that waits can be topped up", async () => {
    const submit = ["job", "submit", "--wasm", PROGRAM, "--arg", "5", "--metered"];
    expect((await json(...submit, "--auto-top-up", "5k")).value.error).toMatchObject({ code: "INVALID_OPTIONS" });
    const { code, value } = await json(...submit, "--price-cap", "5k", "--wait", "--auto-top-up", "9k");
    expect({ code, value }).toMatchObject({ code: 0, value: { state: "settled", metered: true } });
    const { key, attempts } = value;
    expect((await json("job", "watch", "--auto-top-up", "9k", key)).value).toMatchObject({ key, state: "settled" });
    const receipt = (await json("job", "receipt", key)).value;
    expect(receipt).toMatchObject({ metered: true, runs: [{ charge: attempts[0].charge, paid: attempts[0].charge }] });
    expect(BigInt(receipt.refunded)).toBeGreaterThan(0n);
    expect((await qubix("job", "receipt", key)).out).toContain("charge");
    expect((await json("job", "verify-receipt", key)).value).toMatchObject({ ok: true });
    const folder = join(home, "metered");
    expect((await json("job", "download", key, "--to", folder)).value.usage).toMatchObject({
      charge: attempts[0].charge,
    });

    const waits = (await qubix(...submit, "--price-cap", "100", "--min-stake", "900b", "--id-only")).out.trim();
    // A hub relays only what is on the chain already.
    while ((await json("job", "get", waits)).value.slot === undefined);
    const nothing = await json("job", "top-up", waits, "0");
    expect(nothing).toMatchObject({ code: 3, value: { error: { code: "ESCROW_TOO_SMALL" } } });
    const added = await json("job", "top-up", waits, "5k", "--extend", "100");
    expect(added).toMatchObject({ code: 0, value: { key: waits, number: 1, attached: "5100" } });
    while ((await json("job", "get", waits)).value.toppedUp === undefined);
    expect((await json("job", "get", waits)).value).toMatchObject({ priceCap: "5050", toppedUp: "4999" });
    await json("job", "cancel", waits);
    expect(await json("job", "wait", waits)).toMatchObject({ code: 5, value: { closeReason: "cancelled" } });
  }, 400_000);

  test("a private job is its owner's: with the wallet, a session, or an API key that may read it", async () => {
    const submitted = await qubix("job", "submit", "--wasm", PROGRAM, "--arg", "5", "--private", "--id-only");
    expect(submitted.err).toBe("");
    const key = submitted.out.trim();
    const stranger = { ...environment, QUBIX_HOME: join(home, "stranger") };
    await qubixIn(stranger, "config", "add", "local", "--hub", ready.hub);
    const hidden = await jsonIn(stranger, "job", "get", key);
    expect(hidden).toMatchObject({ code: 3, value: { error: { code: "JOB_NOT_FOUND" } } });
    expect(hidden.value.error.hint).toContain("qubix login");
    expect((await json("job", "get", key)).value).toMatchObject({ key });
    expect((await json("job", "list", "--mine")).value.items.map((item: { key: string }) => item.key)).toContain(key);

    const { identity } = (await json("login", "--name", "test")).value;
    expect((await json("whoami")).value).toMatchObject({ identity, via: "session", roles: ["requester"] });
    const [file] = readdirSync(join(home, "sessions"));
    expect(statSync(join(home, "sessions", file!)).mode & 0o777).toBe(0o600);
    // A session needs no passphrase any more.
    const locked = { ...environment, QUBIX_PASSPHRASE: "not this one" };
    expect((await jsonIn(locked, "job", "get", key)).value).toMatchObject({ key });
    const made = (await json("api-key", "create", "ci", "--scope", "jobs:read,account:read", "--days", "1")).value;
    const program = { ...stranger, QUBIX_API_KEY: made.key };
    expect((await jsonIn(program, "whoami")).value).toMatchObject({ identity, via: "api-key" });
    expect((await jsonIn(program, "job", "get", key)).value).toMatchObject({ key });
    const own = (await jsonIn(program, "job", "list", "--requester", identity)).value.items;
    expect(own.map((item: { key: string }) => item.key)).toContain(key);
    expect((await jsonIn(program, "api-key", "list")).value.items).toMatchObject([{ id: made.id, name: "ci" }]);
    expect((await json("api-key", "revoke", made.id)).value).toMatchObject({ revoked: true });
    expect((await jsonIn(program, "whoami")).value.error).toMatchObject({ code: "API_KEY_INVALID" });
    expect((await json("session", "list")).value.items).toMatchObject([{ name: "test", current: true }]);
    expect((await json("logout")).value).toMatchObject({ signedOut: true });
    expect(readdirSync(join(home, "sessions"))).toEqual([]);
    expect((await jsonIn(locked, "whoami")).value.error.code).toBe("WRONG_PASSPHRASE");
    expect((await json("api-key", "create", "x", "--scope", "all")).code).toBe(2);
  }, 600_000);

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

  test("a model gets versions, names and readers; a private one runs for its owner, and its usage is counted", async () => {
    const folder = mkdtempSync(join(home, "model-"));
    const digits = fileURLToPath(new URL("../../../examples/digits/", import.meta.url));
    copyFileSync(join(digits, "digits.onnx"), join(folder, "digits.onnx"));
    const manifest = JSON.parse(readFileSync(join(digits, "manifest.json"), "utf8"));
    const file = join(folder, "manifest.json");
    writeFileSync(file, JSON.stringify({ ...manifest, namespace: "cli-tests" }));
    const card = join(folder, "README.md");
    writeFileSync(card, "---\nlicense: mit\npipeline_tag: image-classification\n---\nReads digits.\n");
    expect((await json("model", "namespace", "cli-tests")).value).toMatchObject({ namespace: "cli-tests" });
    const name = "cli-tests/digits";
    const first = (await json("model", "push", file, "--royalty", "5", "--message", "First")).value;
    expect(first).toMatchObject({ model: name, number: 1, royalty: "5" });
    expect((await json("model", "tag", `${name}@1`, "v1")).code).toBe(0);
    writeFileSync(card, "---\nlicense: mit\npipeline_tag: image-classification\n---\nReads digits of all kinds.\n");
    expect((await json("model", "card", name, card)).value).toMatchObject({ number: 2, digest: first.digest });
    expect((await json("model", "alias", name, "stable")).code).toBe(0);
    expect((await json("model", "versions", name)).value.items).toMatchObject([
      { number: 2, aliases: ["latest", "stable"] },
      { number: 1, tags: ["v1"] },
    ]);
    expect(
      (await json("model", "list", "--task", "image-classification", "--license", "mit")).value.items,
    ).toHaveLength(1);
    expect((await json("model", "visibility", name, "private")).value).toMatchObject({ visibility: "private" });
    expect((await json("model", "list")).value.items).toMatchObject([{ name: "digits", visibility: "private" }]);
    const stranger = { ...process.env, QUBIX_HOME: mkdtempSync(join(home, "other-")) };
    await jsonIn(
      stranger,
      "config",
      "add",
      "local",
      "--network",
      join(ready.folder, "network.json"),
      "--hub",
      ready.hub,
    );
    expect((await jsonIn(stranger, "model", "show", name)).code).not.toBe(0);
    expect((await json("model", "royalty", `${name}@v1`, "7")).value).toMatchObject({ before: "5", royalty: "7" });
    expect((await json("model", "royalty", name, "7")).value).toMatchObject({ before: "7", royalty: "7" });
    const pulled = (await json("model", "pull", `${name}@v1`, "--to", join(folder, "got"))).value;
    expect(pulled.number).toBe(1);
    expect(readFileSync(join(folder, "got", "digits.onnx"))).toEqual(readFileSync(join(digits, "digits.onnx")));

    const input = join(folder, "image.npy");
    writeFileSync(input, encodeNpy({ dtype: "float32", shape: [1, 1, 8, 8], bytes: new Uint8Array(256) }));
    const job = await qubix("job", "submit", "--model", name, "-i", `image.npy=${input}`, "--id-only", "--wait");
    expect(job.code).toBe(0);
    expect((await json("job", "get", job.out.trim())).value).toMatchObject({ state: "settled" });
    const usage = (await json("model", "usage", name)).value;
    expect(usage).toMatchObject({ jobs: 1, requesters: 1, royalties: "7", earned: "7" });
    expect(usage.versions).toMatchObject([{ digest: first.digest, jobs: 1 }]);
    expect((await json("model", "delete", name)).code).toBe(2);
    expect((await json("model", "delete", name, "--yes")).value).toEqual({ deleted: true });
    expect((await json("model", "show", name)).value.error).toMatchObject({ code: "MODEL_NOT_FOUND" });
  }, 600_000);
});
