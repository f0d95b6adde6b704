import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildCreateJob,
  type ContractCaller,
  callContract,
  freshNonce,
  type JobTerms,
  registerHub,
  registerProvider,
} from "@qubix/client";
import { call, contractReader, encode, type GetJobOutput, NO_SLOT, query } from "@qubix/contract";
import {
  type AuthorizationProof,
  canonicalJson,
  deriveSealKeyPair,
  type JobSpec,
  type NetworkDefinition,
  type Offer,
} from "@qubix/protocol";
import {
  BundleBuilder,
  createSeed,
  encodeInvocation,
  fromHex,
  identityFromPublicKey,
  type KeyPair,
  keyPairFromSeed,
  TcpClient,
  toHex,
} from "@qubix/qubic";
import type { AgentConfig } from "../config/agent-config.ts";
import { StandInHub } from "./stand-in-hub.ts";

const OFFSET = 5;
const MONEY = 10_000_000_000n;
/** What the devnet runs. */
export const CONTRACT = {
  wasm: readFileSync(new URL("../../../../contracts/dist/Qubix.wasm", import.meta.url)),
  config: {
    flushTicks: 1,
    revealTicks: 40,
    disputeTicks: 16,
    revokeTicks: 2,
    minLeaseTicks: 8,
    minPrice: 1,
    epochGuardMinutes: 0,
  },
};

/** The devnet's part that is used; the test starts it. */
interface Chain {
  info(): { host: string; tcpPort: number; arbitrator: string; contractIndex: number | null };
  faucet(identity: string, amount: bigint): unknown;
  close(): Promise<void>;
}

/** A devnet with a hub that the test plays, a requester, and providers. */
export class AgentNetwork {
  readonly folder = mkdtempSync(join(tmpdir(), "qubix-agent-test-"));
  readonly requester = keyPairFromSeed(createSeed());
  readonly hubKey = keyPairFromSeed(createSeed());
  readonly network: NetworkDefinition;
  readonly node: TcpClient;
  readonly contractIndex: number;
  hubSlot = 0;

  private constructor(
    readonly devnet: Chain,
    readonly hub: StandInHub,
    readonly providers: { slot: number; seed: string; keyPair: KeyPair }[],
  ) {
    const { host, tcpPort, arbitrator, contractIndex } = devnet.info();
    this.contractIndex = contractIndex!;
    this.node = new TcpClient({ host, port: tcpPort });
    this.network = {
      id: "devnet",
      name: "test",
      nodes: [{ host, port: tcpPort }],
      contract: { index: contractIndex! },
      ocInterface: 1,
      arbitrator,
      tickOffset: OFFSET,
      tickMs: 60,
    };
    writeFileSync(this.networkFile, JSON.stringify(this.network));
  }

  static async start(devnet: Chain, count: number): Promise<AgentNetwork> {
    const seeds = Array.from({ length: count }, createSeed);
    const providers = seeds.map((seed) => ({ slot: 0, seed, keyPair: keyPairFromSeed(seed) }));
    const net = new AgentNetwork(devnet, await StandInHub.start(), providers);
    for (const { identity } of [net.requester, net.hubKey, ...providers.map(({ keyPair }) => keyPair)])
      devnet.faucet(identity, MONEY);
    await net.until(async () => (await net.node.entity(net.requester.publicKey)).balance > 0n);
    net.hubSlot = await registerHub(net.caller(net.hubKey), {
      hot: net.hubKey.publicKey,
      bond: 1_000_000_000n,
      minFee: 0n,
    });
    await Promise.all(
      providers.map(async (provider) => {
        const { publicKey } = provider.keyPair;
        provider.slot = await registerProvider(net.caller(provider.keyPair), {
          hot: publicKey,
          payout: publicKey,
          stake: 1_000_000_000n,
          minPrice: 1n,
          capacity: 16,
          hubs: [net.hubSlot],
        });
      }),
    );
    return net;
  }

  get networkFile(): string {
    return join(this.folder, "network.json");
  }

  caller(keyPair: KeyPair): ContractCaller {
    return { node: this.node, contractIndex: this.contractIndex, keyPair, tickOffset: OFFSET, pollMs: 10 };
  }

  config(provider: number, more: Partial<AgentConfig> = {}): AgentConfig {
    const dataDir = join(this.folder, `agent-${provider}`);
    mkdirSync(dataDir, { recursive: true });
    const hotKeyFile = join(dataDir, "hot.seed");
    writeFileSync(hotKeyFile, this.providers[provider]!.seed, { mode: 0o600 });
    return {
      dataDir,
      network: this.networkFile,
      hub: this.hub.url,
      hotKeyFile,
      slots: 2,
      topUpGraceSeconds: 5,
      machine: "m",
      pollMs: 20,
      cacheMiB: 64,
      logLevel: "error",
      observe: { logFormat: "json" },
      ...more,
    };
  }

  /** A spec that runs this program. */
  spec(program: Uint8Array, more: Partial<JobSpec> = {}): JobSpec {
    const limits = { fuel: "100000000000", memoryMiB: 16, wallSeconds: 60, outputBytes: 65536 };
    const seal = toHex(deriveSealKeyPair(this.requester.subseed).publicKey);
    const common = { version: 1 as const, arguments: [], environment: {}, inputs: [], limits, seal };
    return {
      ...common,
      kind: "wasm",
      program: { digest: this.hub.put(program), size: program.length },
      ...more,
    } as JobSpec;
  }

  /** Creates a job on the chain; gives what its offers need. */
  async createJob(spec: JobSpec, terms: Partial<JobTerms> = {}): Promise<{ key: string; slot: number; spec: string }> {
    const { tick } = await this.node.tickInfo();
    const { config } = await query.getConfig(contractReader(this.node, this.contractIndex), {});
    const all = {
      hub: this.hubSlot,
      hubFee: 1000n,
      replicas: 1,
      quorum: 1,
      priceCap: 1_000_000n,
      protocolFee: 1_000_000n,
      start: "authorized" as const,
      deadline: tick + 2000,
      ...terms,
    };
    const job = buildCreateJob(spec, all, {
      contractIndex: this.contractIndex,
      tick,
      tickOffset: OFFSET,
      createFee: config.createFee,
      keyPair: this.requester,
    });
    await this.node.broadcastTransaction(job.transactions[0]!.bytes);
    await this.until(async () => (await this.job(job.key)).found === 1);
    return { key: job.key, slot: (await this.job(job.key)).jobSlot, spec: canonicalJson(job.spec) };
  }

  /** Assigns a replica to a provider; gives the offer that an honest hub would make. */
  async assign(
    job: { key: string; slot: number; spec: string },
    provider: number,
    price = 900_000n,
  ): Promise<Omit<Offer, "cursor">> {
    const { slot } = this.providers[provider]!;
    const none = { jobKey: new Uint8Array(32), price: 0n, jobSlot: 0, leaseTicks: 0, provider: 0 };
    const items = Array.from({ length: 16 }, (_, i) =>
      i ? none : { jobKey: fromHex(job.key), price, jobSlot: job.slot, leaseTicks: 1000, provider: slot },
    );
    const own = async () => {
      const { assignments, record } = await this.job(job.key);
      return assignments
        .slice(0, record.placed)
        .find((entry) => entry.record.provider === slot && entry.record.state !== 0);
    };
    const { config } = await query.getConfig(contractReader(this.node, this.contractIndex), {});
    await callContract(
      this.caller(this.hubKey),
      call.assignJobs({ items, count: 1, nonce: freshNonce() }),
      config.callFee,
    );
    await this.until(async () => (await own()) !== undefined);
    const { record, slot: assignment } = (await own())!;
    return {
      jobKey: job.key,
      jobSlot: job.slot,
      assignment,
      attempt: record.attempt,
      replica: 0,
      provider: slot,
      machine: "m",
      price: String(record.price),
      expiry: record.expiry,
      leaseUntil: record.leaseUntil,
      startPolicy: "authorized",
      spec: job.spec,
      requester: identityFromPublicKey(this.requester.publicKey),
    };
  }

  /** The proof of an assignment, rebuilt from tick data once the batch is authorized. */
  async proof(offer: Omit<Offer, "cursor">): Promise<AuthorizationProof> {
    const reader = contractReader(this.node, this.contractIndex);
    const { record } = await query.getAssignment(reader, { assignment: offer.assignment! });
    const batch = async () => query.getBatch(reader, { batch: record.batch });
    await this.until(async () => (await batch()).status === 2 || (await batch()).invocationId > 0n);
    const { invocationId, epoch, root, count, tick } = await batch();
    const path = await query.getPath(reader, { batch: record.batch, index: record.leafIndex });
    const request = encode("OcRequest", {
      root,
      contractIndex: BigInt(this.contractIndex),
      batch: record.batch,
      count,
      tick,
    } as never);
    const builder = new BundleBuilder({ invocationId, epoch, interfaceIndex: 1, request }, await this.node.computors());
    await this.until(async () => {
      const first = Number(invocationId >> 31n);
      for (let at = first; at < first + 14 && !builder.bundle; at++) builder.add(await this.node.tickTransactions(at));
      return builder.bundle !== undefined;
    });
    return {
      bundle: toHex(encodeInvocation(builder.bundle!)),
      path: path.siblings.slice(0, path.depth).map(toHex),
      leafIndex: record.leafIndex,
      batch: record.batch,
      epoch,
    };
  }

  job(key: string): Promise<GetJobOutput> {
    return query.getJob(contractReader(this.node, this.contractIndex), { jobKey: fromHex(key), jobSlot: NO_SLOT });
  }

  async until(condition: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`not reached: ${condition}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  async close(): Promise<void> {
    await this.hub.close();
    await this.node.close();
    await this.devnet.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
