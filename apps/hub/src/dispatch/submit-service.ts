import { Code, type ContractReader, jobKeyOf, Procedure } from "@qubix/contract";
import type { JobRecord } from "@qubix/market";
import { isTerminalJobState, type ParsedSpec, ProtocolError, readSpec } from "@qubix/protocol";
import { fromHex, identityFromPublicKey, type SignedTransaction, toHex } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { SubmitService, SubmittedJob } from "../app-context.ts";
import type { HubChainView } from "../chain/hub-chain-view.ts";
import type { ChainNodes } from "../chain/nodes.ts";
import { Problem } from "../problem.ts";
import { checkFiles } from "./check-files.ts";
import { checkLadder, inputOf, type Ladder } from "./check-ladder.ts";
import { explain } from "./explain.ts";
import { newJob } from "./new-job.ts";

export interface SubmitDeps {
  store: Store;
  nodes: ChainNodes;
  reader: ContractReader;
  view: HubChainView;
  /** Derives a job from the chain at once: for one that is there already. */
  reconcile(key: string): Promise<void>;
  /** An intent was planned. */
  onPlanned(id: string): void;
}

const RELAYED = {
  cancel: { procedure: Procedure.CancelJob, name: "CancelJob", record: "CancelJob_input", requesterOnly: true },
  accept: {
    procedure: Procedure.AcceptResult,
    name: "AcceptResult",
    record: "AcceptResult_input",
    requesterOnly: true,
  },
  claim: {
    procedure: Procedure.ClaimTimeout,
    name: "ClaimTimeout",
    record: "ClaimTimeout_input",
    requesterOnly: false,
  },
} as const;

/** Takes signed transactions of users: checks at the first place that can know, records, and leaves sending to the dispatcher. */
export class Submissions implements SubmitService {
  constructor(readonly deps: SubmitDeps) {}

  async submitJob({ spec, transactions }: { spec: unknown; transactions: Uint8Array[] }): Promise<SubmittedJob> {
    const { store, view, reader } = this.deps;
    const parsed = parse(spec);
    const key = this.#keyOf(transactions[0], parsed);
    const known = key && (await store.jobs.get(key));
    if (known) return submitted(known, false);
    const ladder = checkLadder(transactions, reader.contractIndex, Procedure.CreateJob, this.#tick());
    const input = inputOf(ladder.first, "CreateJob_input");
    if (toHex(input.specDigest) !== parsed.digest)
      throw new Problem("SPEC_DIGEST_MISMATCH", `The transaction names ${toHex(input.specDigest)}.`, {
        expected: parsed.digest,
      });
    const hub = view.hub();
    if (!hub) throw new Problem("NODE_UNREACHABLE", "The hub has not seen its own registration on the chain yet.");
    if (hub.slot !== input.hub)
      throw new Problem("HUB_MISMATCH", `The job names hub ${input.hub}; this is ${hub.slot}.`);
    if (hub.paused) throw new Problem("HUB_PAUSED", "The hub is paused on the chain.");
    const digests = await checkFiles(store, parsed.spec, input);
    const jobKey = toHex(jobKeyOf(ladder.first.source, input.specDigest, input.nonce));
    const onChain = await this.#precheck(ladder);
    const record = newJob(jobKey, ladder.first.source, parsed, input);
    const { job, created } = await store.transaction(async (within) => {
      const inserted = await within.jobs.insert(record);
      if (!inserted.created) return inserted;
      await within.blobReferences.add(`job:${jobKey}`, digests);
      await planLadder(within, `create:${jobKey}`, "CreateJob", jobKey, ladder);
      return inserted;
    });
    if (onChain) await this.deps.reconcile(jobKey);
    else if (created) this.#sendFirst(ladder);
    if (created) this.deps.onPlanned(`create:${jobKey}`);
    return submitted((await store.jobs.get(jobKey)) ?? job, created);
  }

  async relay(
    call: keyof typeof RELAYED,
    key: string,
    transactions: Uint8Array[],
  ): Promise<{ transactions: string[] }> {
    const { store, reader } = this.deps;
    const { procedure, name, record, requesterOnly } = RELAYED[call];
    const job = await store.jobs.get(key);
    if (!job) throw new Problem("JOB_NOT_FOUND", `There is no job ${key} here.`);
    if (isTerminalJobState(job.state)) throw new Problem("JOB_STATE", `The job is ${job.state}.`, { state: job.state });
    if (job.slot === undefined) throw new Problem("JOB_STATE", "The contract does not have the job yet.");
    const ladder = checkLadder(transactions, reader.contractIndex, procedure, this.#tick());
    const input = inputOf(ladder.first, record);
    if (toHex(input.jobKey) !== key || input.jobSlot !== job.slot)
      throw new Problem("TRANSACTION_MISMATCH", `It names another job; this one lies in slot ${job.slot}.`);
    if (requesterOnly && identityFromPublicKey(ladder.first.source) !== job.requester)
      throw new Problem("TRANSACTION_MISMATCH", "Only the requester can sign this.");
    await this.#precheck(ladder);
    const ids = ladder.rungs.map(({ id }) => id);
    const id = `${call}:${key}:${ids[0]}`;
    await store.transaction((within) => planLadder(within, id, name, key, ladder));
    this.#sendFirst(ladder);
    this.deps.onPlanned(id);
    return { transactions: ids };
  }

  /** Ticks are short: the first rung leaves as soon as it is a row. The dispatcher does all the rest, and this again. */
  #sendFirst({ first }: Ladder): void {
    this.deps.nodes.broadcast(first).catch(() => undefined);
  }

  /**
   * Asks the contract and the sender's balance, so that a refusal costs nobody a fee.
   * @returns true when the contract has the job already
   */
  async #precheck({ first }: Ladder): Promise<boolean> {
    const { nodes, reader } = this.deps;
    const [{ code, text }, sender] = await unreachable(
      Promise.all([explain(reader, first), nodes.first((client) => client.entity(first.source))]),
    );
    if (code === Code.DuplicateJob) return true;
    if (code !== Code.Ok) throw new Problem("TRANSACTION_REFUSED", text, { contractCode: code });
    if (sender.balance < first.amount)
      throw new Problem("TRANSACTION_REFUSED", `The sender has ${sender.balance} QU, ${first.amount} are attached.`);
    return false;
  }

  #tick(): number {
    const { tick, halted } = this.deps.view.status();
    if (halted) throw new Problem("CHAIN_HALTED", "No tick came for a while.");
    if (tick === 0) throw new Problem("NODE_UNREACHABLE", "No node has answered yet.");
    return tick;
  }

  /** The key of a job that may have been submitted before, so that a late repeat isn't refused for its ticks. */
  #keyOf(bytes: Uint8Array | undefined, parsed: ParsedSpec): string | undefined {
    try {
      const { first } = checkLadder(
        bytes ? [bytes] : [],
        this.deps.reader.contractIndex,
        Procedure.CreateJob,
        -Infinity,
      );
      return toHex(jobKeyOf(first.source, fromHex(parsed.digest), inputOf(first, "CreateJob_input").nonce));
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }
}

/** Stores a user's ladder whole, before anything of it is sent. */
async function planLadder(
  within: Pick<Store, "transactions">,
  id: string,
  procedure: string,
  jobKey: string,
  { rungs }: Ladder,
): Promise<void> {
  const intent = await within.transactions.plan({ id, procedure, owner: "user", jobKeys: [jobKey], payload: {} });
  if (intent.state !== "open") return;
  for (const [index, rung] of rungs.entries()) await within.transactions.addVersion(versionOf(id, index + 1, rung));
}

function versionOf(intent: string, version: number, { id, source, tick, bytes }: SignedTransaction) {
  return { intent, version, id, source: identityFromPublicKey(source), tick, bytes };
}

function submitted(job: JobRecord, created: boolean): SubmittedJob {
  return { key: job.key, state: job.state, specDigest: job.specDigest, created };
}

function parse(spec: unknown): ParsedSpec {
  try {
    return readSpec(spec);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const code = error.code === "UNSUPPORTED_SPEC_VERSION" ? "UNSUPPORTED_SPEC_VERSION" : "INVALID_SPEC";
    throw new Problem(code, error.message);
  }
}

async function unreachable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new Problem("NODE_UNREACHABLE", error instanceof Error ? error.message : String(error));
  }
}
