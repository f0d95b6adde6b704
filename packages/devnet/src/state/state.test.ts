import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractPublicKey, RpcClient, signTransaction, TcpClient, toHex } from "@qubix/qubic";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDevnet } from "../start-devnet.ts";
import { alice, bob, nobody, TestNet, TRIAL_INDEX, trialWasm, words } from "../test-kit.ts";

const contractId = contractPublicKey(TRIAL_INDEX);
const contract = { wasm: trialWasm };
let stateDirectory: string;
let net: TestNet | undefined;

beforeEach(() => {
  stateDirectory = mkdtempSync(join(tmpdir(), "devnet-"));
});
afterEach(async () => {
  await net?.close();
  net = undefined;
  rmSync(stateDirectory, { recursive: true });
});

const journals = () =>
  readdirSync(stateDirectory)
    .filter((name) => name.startsWith("journal"))
    .sort();

describe("a devnet with a state directory", () => {
  it("goes on where it was: balances, contract, lists, pending invocations, past ticks", async () => {
    net = await TestNet.start({ contract, stateDirectory });
    const digest = await net.send(alice, { to: bob.publicKey, amount: 5n });
    await net.execute(alice, { to: contractId, amount: 100n, inputType: 4, input: words(1n) });
    await net.send(alice, { to: bob.publicKey, amount: 7n });
    await net.devnet.tick();
    const before = {
      info: await net.client.tickInfo(),
      alice: await net.client.entity(alice.publicKey),
      notes: await net.client.querySmartContract(TRIAL_INDEX, 5, nobody),
      data: await net.client.tickData(net.tick + 2),
      status: await net.client.transactionStatus(net.tick - 2),
      oc: net.devnet.info().oc.pending,
    };
    await net.close();

    net = await TestNet.start({ contract, stateDirectory });
    expect(await net.client.tickInfo()).toMatchObject({
      tick: before.info.tick,
      epoch: 100,
      initialTick: before.info.initialTick,
    });
    expect(await net.client.entity(alice.publicKey)).toEqual(before.alice);
    expect(await net.client.querySmartContract(TRIAL_INDEX, 5, nobody)).toEqual(before.notes);
    expect(await net.client.tickData(net.tick + 2)).toEqual(before.data);
    expect(await net.client.transactionStatus(net.tick - 2)).toEqual(before.status);
    expect((await net.client.transaction(digest))?.amount).toBe(5n);
    expect(before.oc).toBe(1);
    await net.devnet.tick(8);
    expect(await net.balance(bob.publicKey)).toBe(12n);
    expect(net.devnet.info().oc).toMatchObject({ pending: 0, authorized: 1 });
  });

  it("goes on across epochs and snapshots", async () => {
    net = await TestNet.start({ contract, stateDirectory });
    await net.devnet.tick(50);
    await net.devnet.advanceEpoch();
    await net.execute(alice, { to: bob.publicKey, amount: 5n });
    expect(journals()).toHaveLength(2);
    const before = [await net.client.entity(alice.publicKey), await net.client.entity(net.devnet.arbitratorPublicKey)];
    const { tick, epoch } = net.devnet.info();
    await net.close();
    net = await TestNet.start({ contract, stateDirectory });
    expect(net.devnet.info()).toMatchObject({ tick, epoch });
    expect([await net.client.entity(alice.publicKey), await net.client.entity(net.devnet.arbitratorPublicKey)]).toEqual(
      before,
    );
    await net.devnet.tick(5);
    expect((await net.client.tickData(tick - 20))?.epoch).toBe(100);
  });

  it("leaves out a record that was being written", async () => {
    net = await TestNet.start({ stateDirectory });
    await net.execute(alice, { to: bob.publicKey, amount: 5n });
    const { tick } = net;
    await net.close();
    const journal = join(stateDirectory, journals().at(-1)!);
    const whole = readFileSync(journal);
    for (const damage of [
      () => appendFileSync(journal, "half a record"),
      () => truncateSync(journal, whole.length - 1),
    ]) {
      writeFileSync(journal, whole);
      damage();
      net = await TestNet.start({ stateDirectory });
      expect(net.tick).toBeGreaterThanOrEqual(tick - 1);
      await net.devnet.tick(3);
      expect(await net.balance(bob.publicKey)).toBe(5n);
      await net.close();
      net = undefined;
      rmSync(join(stateDirectory, journals().at(-1)!));
    }
  });

  it("refuses another genesis, a damaged snapshot and a second process", async () => {
    net = await TestNet.start({ stateDirectory });
    await expect(TestNet.start({ stateDirectory })).rejects.toMatchObject({ code: "STATE_LOCKED" });
    await net.close();
    await expect(TestNet.start({ stateDirectory, seed: "another" })).rejects.toMatchObject({ code: "STATE_MISMATCH" });
    await expect(TestNet.start({ stateDirectory, contract })).rejects.toMatchObject({ code: "STATE_MISMATCH" });
    const snapshot = join(stateDirectory, "snapshot.bin");
    const bytes = readFileSync(snapshot);
    bytes[100]! ^= 1;
    writeFileSync(snapshot, bytes);
    net = undefined;
    await expect(startDevnet({ stateDirectory })).rejects.toMatchObject({ code: "STATE_DAMAGED" });
  });
});

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

async function spawnDevnet(...flags: string[]): Promise<{ child: ChildProcess; tcpPort: number; rpcPort: number }> {
  const args = ["--import", import.meta.resolve("tsx"), MAIN, "--tcp-port", "0", "--rpc-port", "0", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of child.stdout!) return { child, ...JSON.parse(String(line)) };
  throw new Error("The devnet ended early.");
}

describe("a devnet process", () => {
  it("loses nothing that anyone saw when it is killed at any moment", async () => {
    const flags = ["--state", stateDirectory, "--no-contract", "--pace", "5", "--account", `${alice.identity}=1000000`];
    /** What a tick executed, as a client was told once the tick was past. */
    const seen = new Map<number, string>();
    let seenTick = 0;
    const statusOf = async (client: TcpClient, tick: number) =>
      (await client.transactionStatus(tick)).transactions
        .map(({ digest, moneyFlew }) => `${toHex(digest)} ${moneyFlew}`)
        .join();
    for (let round = 0; round < 6; round++) {
      const { child, tcpPort } = await spawnDevnet(...flags);
      const client = new TcpClient({ host: "127.0.0.1", port: tcpPort });
      const exited = new Promise((resolve) => child.once("exit", resolve));
      expect((await client.tickInfo()).tick).toBeGreaterThanOrEqual(seenTick);
      for (const [tick, status] of seen) expect(await statusOf(client, tick)).toBe(status);
      const killAt = performance.now() + 100 + 60 * round;
      while (performance.now() < killAt) {
        const { tick } = await client.tickInfo();
        for (let past = Math.max(seenTick, tick - 20); past < tick; past++)
          seen.set(past, await statusOf(client, past));
        seenTick = tick;
        const fields = { destination: bob.publicKey, amount: 1n, tick: tick + 8, inputType: 0, input: nobody };
        await client.broadcastTransaction(signTransaction(fields, alice).bytes);
      }
      child.kill("SIGKILL");
      await exited;
      await client.close();
    }
    const { child, tcpPort, rpcPort } = await spawnDevnet(...flags);
    const rpc = new RpcClient(`http://127.0.0.1:${rpcPort}`);
    expect((await rpc.tickInfo()).tick).toBeGreaterThanOrEqual(seenTick);
    const client = new TcpClient({ host: "127.0.0.1", port: tcpPort });
    const [a, b] = [await client.entity(alice.publicKey), await client.entity(bob.publicKey)];
    expect(a.balance + b.balance).toBe(1_000_000n);
    expect(b.balance).toBeGreaterThanOrEqual(BigInt([...seen.values()].filter(Boolean).length));
    expect(b.balance).toBeGreaterThan(0n);
    await client.close();
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  });
});
