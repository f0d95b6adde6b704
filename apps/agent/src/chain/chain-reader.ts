import {
  type ContractReader,
  contractReader,
  type GetJobOutput,
  type GetProviderOutput,
  NO_PROVIDER,
  NO_SLOT,
  query,
} from "@qubix/contract";
import type { NetworkDefinition } from "@qubix/protocol";
import { ComputorLists, publicKeyFromIdentity, TcpClient } from "@qubix/qubic";

/** Nodes that must say the same before something irreversible happens. */
const AGREEING = 2;

/** The nodes disagree, or one of them lags: ask again later. */
export class NodesDisagreeError extends Error {
  readonly code = "NODES_DISAGREE";

  constructor(what: string) {
    super(`The nodes do not agree about ${what} yet.`);
  }
}

/** Reads the chain through the network's nodes. A node's word is a claim: what matters is asked of two, where the
 * network lists two. */
export class ChainReader {
  readonly nodes: TcpClient[];
  readonly readers: ContractReader[];
  readonly computors: ComputorLists;
  readonly contractIndex: number;
  readonly ocInterface: number;

  constructor(network: NetworkDefinition) {
    this.nodes = network.nodes.map((node) => new TcpClient(node));
    this.contractIndex = network.contract.index;
    this.ocInterface = network.ocInterface;
    this.readers = this.nodes.map((node) => contractReader(node, this.contractIndex));
    this.computors = new ComputorLists(this.nodes, publicKeyFromIdentity(network.arbitrator));
  }

  /** How many nodes must say the same: where it is one, each answer is agreed. */
  get needed(): number {
    return Math.min(AGREEING, this.readers.length);
  }

  get node(): TcpClient {
    return this.nodes[0]!;
  }

  get reader(): ContractReader {
    return this.readers[0]!;
  }

  /** The current tick by the first node that answers. */
  async tick(): Promise<number> {
    return (await Promise.any(this.nodes.map((node) => node.tickInfo()))).tick;
  }

  /** A job as one node sees it: enough to decide what to look at. */
  job(jobKey: Uint8Array, jobSlot = NO_SLOT): Promise<GetJobOutput> {
    return query.getJob(this.reader, { jobKey, jobSlot });
  }

  /** The job as `AGREEING` nodes see it. @throws NodesDisagreeError */
  async agreedJob(jobKey: Uint8Array): Promise<GetJobOutput> {
    return this.agreed(
      "the job",
      (reader) => query.getJob(reader, { jobKey, jobSlot: NO_SLOT }),
      ({ tick: _, ...rest }) => rest,
    );
  }

  /** Asks as many nodes as must agree and compares what `essence` keeps of their answers. */
  async agreed<T>(
    what: string,
    ask: (reader: ContractReader) => Promise<T>,
    essence: (answer: T) => unknown = (answer) => answer,
  ): Promise<T> {
    const { needed } = this;
    if (needed === 1) return ask(this.reader);
    const settled = await Promise.allSettled(this.readers.slice(0, needed + 1).map(ask));
    const answers = settled.filter((one) => one.status === "fulfilled").map(({ value }) => value);
    if (answers.length === 0) throw (settled[0] as PromiseRejectedResult).reason;
    for (const answer of answers) {
      const same = answers.filter((other) => fingerprint(essence(other)) === fingerprint(essence(answer)));
      if (same.length >= needed) return answer;
    }
    throw new NodesDisagreeError(what);
  }

  /** The provider with this hot key. */
  provider(hot: Uint8Array): Promise<GetProviderOutput> {
    return query.getProvider(this.reader, { identity: hot, provider: NO_PROVIDER });
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()));
  }
}

const fingerprint = (value: unknown) =>
  JSON.stringify(value, (_, part) =>
    typeof part === "bigint" ? `${part}n` : part instanceof Uint8Array ? Buffer.from(part).toString("hex") : part,
  );
