import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HubClient, type JobTerms, type PreparedJob, type Submitter, submitJob } from "@qubix/client";
import {
  type ContractReader,
  contractReader,
  type Event,
  FIRST_EVENT,
  followEvents,
  type GetJobOutput,
  NO_SLOT,
  query,
} from "@qubix/contract";
import { type Account, type Localnet, type LocalnetOptions, type LocalProvider, startLocalnet } from "@qubix/localnet";
import {
  blobDigest,
  deriveSealKeyPair,
  isTerminalJobState,
  type JobDocument,
  type JobSpec,
  type JobState,
} from "@qubix/protocol";
import { equalBytes, fromHex, identityFromPublicKey, toHex } from "@qubix/qubic";
import { lostMoney, type MoneySnapshot, takeSnapshot } from "../../../examples/demo/conservation.ts";
import { livingIn } from "./leaks.ts";
import { Metronome } from "./metronome.ts";

/** What each job of these tests offers unless a test says otherwise, in QU. */
export const TERMS = { hubFee: 1_000n, replicas: 1, quorum: 1, priceCap: 10_000n, protocolFee: 2_000n } as const;

export type Terms = Partial<JobTerms> & { deadlineTicks?: number };

/** More than a local network's window for objections. */
const WINDOW_TICKS = 20;
/** Waits are long: test machines may be busy with other things. */
const PATIENCE_MS = 50_000;

/** A local network of real processes, with what tests ask of it. */
export class E2eNetwork {
  private constructor(
    readonly local: Localnet,
    readonly folder: string,
    readonly start: MoneySnapshot,
    readonly identities: string[],
    /** Makes the ticks, in networks with `pace: "manual"`. */
    readonly metronome: Metronome,
    private readonly crashes: string[],
  ) {}

  static async start(options: Omit<LocalnetOptions, "folder">): Promise<E2eNetwork> {
    const folder = mkdtempSync(join(tmpdir(), "qubix-e2e-"));
    let start: MoneySnapshot | undefined;
    let identities: string[] = [];
    let metronome: Metronome | undefined;
    const crashes: string[] = [];
    const local = await startLocalnet({
      ...options,
      folder,
      async onGenesis({ node, network, funded }) {
        metronome = new Metronome(network.rpc![0]!);
        identities = [...funded, ...(await node.computors()).publicKeys.map(identityFromPublicKey)];
        start = await takeSnapshot(node, contractReader(node, network.contract.index), identities);
        if (options.pace === "manual") metronome.go();
      },
    });
    local.children.onCrash((how) => crashes.push(how));
    return new E2eNetwork(local, folder, start!, identities, metronome!, crashes);
  }

  get reader(): ContractReader {
    return contractReader(this.local.node, this.local.network.contract.index);
  }

  account(name: string): Account {
    return this.local.accounts[name]!;
  }

  provider(name: string): LocalProvider {
    return this.local.providers.find((one) => one.name === name)!;
  }

  slots(...names: string[]): number[] {
    return names.map((name) => this.provider(name).slot);
  }

  hub(account?: Account): HubClient {
    const { hub, network } = this.local;
    return new HubClient({ url: hub.url, network: network.id, ...(account && { keyPair: account.keyPair }) });
  }

  submitter(account: Account): Submitter {
    const { network, node } = this.local;
    const { tickOffset, contract } = network;
    return { hub: this.hub(account), node, contractIndex: contract.index, tickOffset, keyPair: account.keyPair };
  }

  /** A spec that runs a program, which the hub has afterwards. */
  async spec(account: Account, program: Uint8Array, more: Partial<JobSpec> = {}): Promise<JobSpec> {
    await this.hub(account).uploadBlob(program);
    return {
      version: 1,
      kind: "wasm",
      program: { digest: blobDigest(program), size: program.length },
      arguments: [],
      environment: {},
      inputs: [],
      limits: { fuel: "100000000000", memoryMiB: 16, wallSeconds: 120, outputBytes: 65_536 },
      seal: toHex(deriveSealKeyPair(account.keyPair.subseed).publicKey),
      ...more,
    } as JobSpec;
  }

  /** Submits a job for a program, or for a whole spec; its ladder begins `tickOffset` ticks from now. */
  async submit(
    account: Account,
    what: Uint8Array | JobSpec,
    terms: Terms = {},
    tickOffset = this.local.network.tickOffset,
  ): Promise<PreparedJob> {
    const spec = what instanceof Uint8Array ? await this.spec(account, what) : what;
    const all = { hub: this.local.hub.slot, ...TERMS, start: "authorized" as const, deadlineTicks: 4_000, ...terms };
    return submitJob({ ...this.submitter(account), tickOffset }, spec, all);
  }

  job(key: string): Promise<JobDocument> {
    return this.hub().call("getJob", { params: { key } });
  }

  /** Asks the hub for a job until it is as wished. The hub may be away for a while. */
  async until(key: string, wish: (job: JobDocument) => boolean): Promise<JobDocument> {
    let last: JobDocument | undefined;
    await this.eventually(
      async () => {
        last = await this.job(key).catch(() => undefined);
        return last !== undefined && wish(last);
      },
      () => JSON.stringify(last, null, 1),
    );
    return last!;
  }

  /**
   * Brings a job to a state tick by tick, each only when the hub has seen the one before, and holds the chain still there.
   * @throws Error when the job goes past it
   */
  async reach(key: string, state: JobState): Promise<JobDocument> {
    await this.metronome.hold();
    for (;;) {
      const job = await this.job(key);
      if (job.state === state) return job;
      if (isTerminalJobState(job.state)) throw new Error(`The job is ${job.state} and never was ${state}.`);
      const tick = await this.metronome.tick();
      await this.eventually(async () => (await this.hub().call("getNetwork", {})).chain.tick >= tick);
    }
  }

  /** Lets so many ticks pass quickly. */
  async ticks(count: number): Promise<void> {
    await this.metronome.hold();
    for (let tick = 0; tick < count; tick++) await this.metronome.tick();
    this.metronome.go();
  }

  /** Waits for a job's end; the window for objections, in which nothing happens, passes quickly. */
  async ended(key: string): Promise<JobDocument> {
    const isOver = ({ closeReason }: JobDocument) => closeReason !== undefined;
    const job = await this.until(key, (one) => isOver(one) || one.state === "decided");
    if (isOver(job)) return job;
    await this.ticks(WINDOW_TICKS);
    return this.until(key, isOver);
  }

  /** Looks until it is so. */
  async eventually(condition: () => Promise<boolean> | boolean, describe: () => string = () => ""): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`Waited in vain: ${condition}\n${describe()}\n${this.logs()}`);
      await sleep(30);
    }
  }

  /** What the hub was configured with. */
  hubConfig(): { ocMachines: string[] } {
    return JSON.parse(readFileSync(join(this.folder, "hub", "config.json"), "utf8"));
  }

  /** The job as the contract has it. */
  onChain(key: string): Promise<GetJobOutput> {
    return query.getJob(this.reader, { jobKey: fromHex(key), jobSlot: NO_SLOT });
  }

  /** All events of a job, from the contract itself. */
  async events(key: string): Promise<Event[]> {
    const events: Event[] = [];
    for await (const news of followEvents(this.reader, FIRST_EVENT)) if (news.kind === "event") events.push(news.event);
    return events.filter((event) => equalBytes(event.key, fromHex(key)));
  }

  async balance(account: Account): Promise<bigint> {
    return (await this.local.node.entity(account.keyPair.publicKey)).balance;
  }

  async balances(accounts: Record<string, Account>): Promise<Record<string, bigint>> {
    const names = Object.keys(accounts);
    const amounts = await Promise.all(names.map((name) => this.balance(accounts[name]!)));
    return Object.fromEntries(names.map((name, i) => [name, amounts[i]!]));
  }

  /** What of the money can't be accounted for since the network's beginning; empty when all can. */
  async lostMoney(): Promise<string[]> {
    return lostMoney(this.start, await takeSnapshot(this.local.node, this.reader, this.identities));
  }

  /** The last lines that each process logged. */
  logs(): string {
    const { logs } = this.local;
    if (!existsSync(logs)) return "";
    return readdirSync(logs)
      .map((name) => `--- ${name}\n${readFileSync(join(logs, name), "utf8").split("\n").slice(-40).join("\n")}`)
      .join("\n");
  }

  /** Ends everything. @throws Error when a program had ended by itself, or something outlived the end */
  async close(): Promise<void> {
    await this.metronome.hold();
    const { pids } = this.local.children;
    await this.local.stop();
    const left = livingIn(pids);
    for (const pid of left) process.kill(pid, "SIGKILL");
    const logs = this.logs();
    rmSync(this.folder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Processes ${left.join(", ")} outlived their network.\n${logs}`);
    if (this.crashes.length > 0) throw new Error(`Programs ended unasked:\n${this.crashes.join("\n")}`);
  }
}
