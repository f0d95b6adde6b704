import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ContractCaller, HubClient, type JobTerms, registerHub, submitJob } from "@qubix/client";
import { contractReader } from "@qubix/contract";
import { type Devnet, startDevnet } from "@qubix/devnet";
import { type OcMachine, startOcMachine } from "@qubix/oc-machine";
import { createSealKeyPair, type JobDocument, type NetworkDefinition } from "@qubix/protocol";
import { createSeed, identityFromPublicKey, type KeyPair, keyPairFromSeed, TcpClient, toHex } from "@qubix/qubic";
import { testServices } from "@qubix/store/testing";
import type { HubConfigInput } from "../src/config.ts";
import { type RunningHub, startHub } from "../src/start-hub.ts";

const wasm = readFileSync(new URL("../../../contracts/dist/Qubix.wasm", import.meta.url));
const OFFSET = 3;
const RICH = 1_000_000_000n;

export interface TestNetOptions {
  /** What the contract's configuration says otherwise. */
  contract?: Record<string, number>;
  hub?: Partial<HubConfigInput>;
  /** false: no OC machine pushes, bundles must be rebuilt. */
  ocMachine?: boolean;
  /** The hub as a process of its own, so that it can be killed. */
  process?: boolean;
}

/** A real network in this process: devnet with the contract, OC machine, one hub; everybody is rich. */
export class TestNet {
  readonly folder = mkdtempSync(join(tmpdir(), "qubix-hub-"));
  readonly owner = keyPairFromSeed(createSeed());
  readonly hot = createSeed();
  readonly requester = keyPairFromSeed(createSeed());
  /** Funded key pairs, owner and hot for each provider. */
  readonly spare: KeyPair[] = Array.from({ length: 24 }, () => keyPairFromSeed(createSeed()));
  readonly seal = createSealKeyPair();
  devnet!: Devnet;
  ocMachine: OcMachine | undefined;
  network!: NetworkDefinition;
  node!: TcpClient;
  /** In this process, unless it runs in its own. */
  hub: RunningHub | undefined;
  child: ChildProcess | undefined;
  url!: string;
  hubSlot!: number;
  #config!: HubConfigInput;
  /** A database of its own where the environment names servers. */
  #services: Awaited<ReturnType<typeof testServices>> | undefined;

  static async start(options: TestNetOptions = {}): Promise<TestNet> {
    const net = new TestNet();
    const ocPort = await freePort();
    const people = [net.owner, keyPairFromSeed(net.hot), net.requester, ...net.spare];
    net.devnet = await startDevnet({
      seed: net.folder,
      accounts: people.map(({ identity }) => ({ identity, amount: RICH })),
      contract: {
        wasm,
        config: {
          ...{
            flushTicks: 1,
            commitGraceTicks: 64,
            revealTicks: 40,
            disputeTicks: 16,
            revokeTicks: 2,
            minLeaseTicks: 8,
          },
          ...options.contract,
        },
      },
      ocMachines: options.ocMachine === false ? [] : [{ host: "127.0.0.1", port: ocPort }],
    });
    const { tcpPort, arbitratorPublicKey } = net.devnet;
    const node = { host: "127.0.0.1", port: tcpPort };
    if (options.ocMachine !== false)
      net.ocMachine = await startOcMachine({
        nodes: [node],
        arbitrator: toHex(arbitratorPublicKey),
        nodeListen: { port: ocPort },
      });
    net.network = {
      id: "devnet",
      name: "test",
      nodes: [node],
      contract: { index: 29 },
      ocInterface: 1,
      arbitrator: identityFromPublicKey(arbitratorPublicKey),
      tickOffset: OFFSET,
      tickMs: 400,
    };
    net.node = new TcpClient(node);
    writeFileSync(join(net.folder, "network.json"), JSON.stringify(net.network));
    writeFileSync(join(net.folder, "hot.seed"), net.hot);
    const terms = { hot: keyPairFromSeed(net.hot).publicKey, bond: RICH / 2n, minFee: 10n };
    net.hubSlot = await registerHub(net.caller(net.owner), terms);
    const services = await testServices();
    net.#services = services;
    net.#config = {
      ...services.urls,
      dataDir: join(net.folder, "hub"),
      network: join(net.folder, "network.json"),
      hotKeyFile: join(net.folder, "hot.seed"),
      listen: { port: await freePort() },
      ocMachines: net.ocMachine ? [net.ocMachine.bundlesUrl] : [],
      leases: { heartbeatMs: 200, lostAfterMs: 800, leaseTicks: 200 },
      chain: { pollMs: 20, tickOffset: OFFSET, rebuildAfterMs: 300 },
      logLevel: "error",
      ...options.hub,
    };
    writeFileSync(join(net.folder, "hub.json"), JSON.stringify(net.#config));
    if (options.process) await net.spawnHub();
    else await net.startHub();
    return net;
  }

  async startHub(): Promise<void> {
    this.hub = await startHub(this.#config);
    this.url = this.hub.url!;
  }

  /** Again, with another configuration. */
  async restartHub(changes: Partial<HubConfigInput>): Promise<void> {
    await this.hub!.close();
    this.#config = { ...this.#config, ...changes };
    await this.startHub();
  }

  async spawnHub(): Promise<void> {
    const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
    const args = ["--import", import.meta.resolve("tsx"), main, "--config", join(this.folder, "hub.json")];
    this.child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: this.child.stdout! }), "line");
    this.url = JSON.parse(line).url;
  }

  /** As when the machine loses its power (what the disk has been told stays). */
  async killHub(): Promise<void> {
    this.child!.kill("SIGKILL");
    await once(this.child!, "close");
    this.child = undefined;
  }

  get reader() {
    return contractReader(this.node, this.network.contract.index);
  }

  caller(keyPair: KeyPair): ContractCaller {
    return { node: this.node, contractIndex: this.network.contract.index, keyPair, tickOffset: OFFSET, pollMs: 10 };
  }

  client(keyPair: KeyPair): HubClient {
    return new HubClient({ url: this.url, network: this.network.id, keyPair });
  }

  /** A spec over a program that the hub has. */
  async spec(uploader = this.requester): Promise<Record<string, unknown>> {
    const program = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    const digest = await this.client(uploader).uploadBlob(program);
    return {
      version: 1,
      kind: "wasm",
      program: { digest, size: program.length },
      arguments: [],
      environment: {},
      inputs: [],
      limits: { fuel: "1000000", memoryMiB: 16, wallSeconds: 60, outputBytes: 1000 },
      seal: toHex(this.seal.publicKey),
    };
  }

  /** Submits a job of the requester and returns its key. */
  submit(terms: Partial<JobTerms> & { deadlineTicks?: number } = {}): Promise<string> {
    return this.submitAs(this.requester, terms);
  }

  /** Submits anybody's job, signed for `tickOffset` ticks ahead. */
  async submitAs(
    keyPair: KeyPair,
    terms: Partial<JobTerms> & { deadlineTicks?: number } = {},
    tickOffset = OFFSET,
    { uploader = keyPair }: { uploader?: KeyPair } = {},
  ): Promise<string> {
    const { network, node } = this;
    const submitter = { hub: this.client(keyPair), node, contractIndex: network.contract.index, tickOffset, keyPair };
    const job = await submitJob(submitter, await this.spec(uploader), {
      ...{ hub: this.hubSlot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 10_000n, protocolFee: 1_000n },
      ...{ start: "authorized" as const, deadlineTicks: 5_000 },
      ...terms,
    });
    return job.key;
  }

  job(key: string): Promise<JobDocument> {
    return this.client(this.requester).call("getJob", { params: { key } });
  }

  /** Asks for the job until it is as wished. */
  async until(key: string, wish: (job: JobDocument) => boolean, timeoutMs = 45_000): Promise<JobDocument> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const job = await this.job(key);
      if (wish(job)) return job;
      if (performance.now() > deadline) throw new Error(`Waited in vain: ${JSON.stringify(job, null, 1)}`);
      await sleep(20);
    }
  }

  async close(): Promise<void> {
    await this.hub?.close();
    if (this.child) await this.killHub();
    await this.#services?.remove();
    await this.node?.close();
    await this.ocMachine?.close();
    await this.devnet?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
