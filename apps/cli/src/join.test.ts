import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../../../examples/dist/endurance.wasm", import.meta.url));
const TSX = import.meta.resolve("tsx");
const PATIENT = 600_000;
const folder = mkdtempSync(join(tmpdir(), "qubix-join-"));
const running: Program[] = [];

/** `qubix` with arguments, in a home of its own. */
class Program {
  /** What it wrote, progress and results. */
  out = "";
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(home: string, ...args: string[]) {
    const env: NodeJS.ProcessEnv = { ...process.env, QUBIX_HOME: join(folder, home) };
    this.child = spawn(process.execPath, ["--import", TSX, MAIN, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on("data", (text) => (this.out += text));
    this.ended = new Promise((resolve) => this.child.once("close", resolve));
    running.push(this);
  }

  /** Resolves when it has said this; rejects when it ends without. */
  async says(what: string | RegExp): Promise<RegExpMatchArray> {
    for (let over = false; ; ) {
      const said = this.out.match(what);
      if (said) return said;
      if (over) throw new Error(`It ended without saying ${what}:\n${this.out}`);
      over = await Promise.race([this.more(), this.ended.then(() => true)]);
    }
  }

  private more(): Promise<false> {
    return new Promise((resolve) => {
      for (const stream of [this.child.stdout!, this.child.stderr!]) stream.once("data", () => resolve(false));
    });
  }

  interrupt(): Promise<number | null> {
    this.child.kill("SIGINT");
    return this.ended;
  }
}

const qubix = async (home: string, ...args: string[]) => {
  const program = new Program(home, ...args);
  const code = await program.ended;
  expect([code, program.out]).toEqual([0, expect.anything()]);
  return program.out;
};

let hub: string;

beforeAll(async () => {
  const up = new Program("chain", "up", "--agents", "0", "--temporary", "--empty", "--json");
  hub = JSON.parse((await up.says(/^\{"ready".*\}$/m))[0]).hub;
}, PATIENT);
afterAll(async () => {
  await Promise.all(running.map((program) => program.interrupt()));
  rmSync(folder, { recursive: true, force: true });
}, PATIENT);

test(
  "from nothing to earning in one command, and home with everything in another",
  async () => {
    const { identity: payout } = JSON.parse(await qubix("chain", "wallet", "show", "--json"));
    const joined = new Program("new", "provider", "join", "--hub", hub, "--payout", payout, "--slots", "1");
    await joined.says("The agent works.");
    expect(joined.out).toContain("The faucet sends");
    const wallet = readFileSync(join(folder, "new/wallets/provider.json"), "utf8");
    expect(JSON.parse(wallet).identity).toMatch(/^[A-Z]{60}$/);

    await qubix("chain", "job", "submit", "--wasm", PROGRAM, "--arg", "20", "--wait");
    await joined.says(/Earned [0-9,]+ QU/);
    expect(await joined.interrupt()).toBe(0);
    expect(joined.out).toContain("qubix provider leave");

    // The second time it goes on: with the same keys and money, and what is asked otherwise.
    const again = new Program("new", "provider", "join", "--hub", hub, "--min-price", "250");
    await again.says("The agent works.");
    expect(again.out).not.toContain("The faucet sends");
    expect(readFileSync(join(folder, "new/wallets/provider.json"), "utf8")).toBe(wallet);
    const status = JSON.parse(await qubix("new", "provider", "status", "--json"));
    expect(status).toMatchObject({ minPrice: "250", payout, paused: false, reputation: { verified: 1 } });
    expect(await again.interrupt()).toBe(0);

    const left = JSON.parse(await qubix("new", "provider", "leave", "--to", payout, "--json"));
    expect(left).toMatchObject({ left: true, stake: status.stake, balance: "0", to: payout });
    expect(await qubix("new", "provider", "leave", "--json")).toContain('"stake":"0"');
  },
  PATIENT,
);
