import { readFileSync } from "node:fs";
import { type KeyPair, keyPairFromSeed, signTransaction, TcpClient } from "@qubix/qubic";
import type { Devnet } from "./devnet.ts";
import type { DevnetOptions } from "./devnet-options.ts";
import { startDevnet } from "./start-devnet.ts";

/** A contract that does one of each thing a contract can do (contracts/host/test/trial.h). */
export const trialWasm = readFileSync(new URL("../../../contracts/dist/Trial.wasm", import.meta.url));
export const TRIAL_INDEX = 29;

export const alice = keyPairFromSeed("a".repeat(55));
export const bob = keyPairFromSeed("b".repeat(55));
export const nobody = new Uint8Array(32);

/** A devnet whose ticks come when a test wants them, with a client and the means to act on it. */
export class TestNet {
  readonly devnet: Devnet;
  readonly client: TcpClient;

  private constructor(devnet: Devnet) {
    this.devnet = devnet;
    this.client = new TcpClient({ host: devnet.host, port: devnet.tcpPort });
  }

  static async start(options: DevnetOptions = {}): Promise<TestNet> {
    const accounts = [{ identity: alice.identity, amount: 1_000_000n }];
    return new TestNet(await startDevnet({ pace: { mode: "manual" }, accounts, ...options }));
  }

  get tick(): number {
    return this.devnet.info().tick;
  }

  /** Sends a transaction for the third tick from now, the first that isn't fixed. */
  async send(
    from: KeyPair,
    fields: { to: Uint8Array; amount?: bigint; inputType?: number; input?: Uint8Array; tick?: number },
  ): Promise<Uint8Array> {
    const { to, amount = 0n, inputType = 0, input = new Uint8Array(0), tick = this.tick + 3 } = fields;
    const { bytes, digest } = signTransaction({ destination: to, amount, tick, inputType, input }, from);
    await this.client.broadcastTransaction(bytes);
    return digest;
  }

  /** Sends, and ticks until it was executed. Returns whether money moved. */
  async execute(...parameters: Parameters<TestNet["send"]>): Promise<boolean | undefined> {
    const digest = await this.send(...parameters);
    const tick = parameters[1].tick ?? this.tick + 3;
    await this.devnet.tick(tick + 1 - this.tick);
    const { transactions } = await this.client.transactionStatus(tick);
    return transactions.find((transaction) => Buffer.compare(transaction.digest, digest) === 0)?.moneyFlew;
  }

  async balance(publicKey: Uint8Array): Promise<bigint> {
    return (await this.client.entity(publicKey)).balance;
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.devnet.close();
  }
}

/** Bytes of integers, 64 bits each, as the test contract takes them. */
export function words(...values: bigint[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setBigInt64(8 * i, value, true);
  });
  return bytes;
}
