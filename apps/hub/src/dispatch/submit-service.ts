import { Code, type ContractReader, jobKeyOf, NO_SLOT, Procedure, query } from "@qubix/contract";
import type { IntentPlan, JobRecord, NewJob, UnitOfWork } from "@qubix/market";
import { isTerminalJobState, type ParsedSpec, ProtocolError, readSpec } from "@qubix/protocol";
import { fromHex, identityFromPublicKey, toHex } from "@qubix/qubic";
import { Coalescer, type Store } from "@qubix/store";
import type { SubmitService, SubmittedJob } from "../app-context.ts";
import type { HubChainView } from "../chain/hub-chain-view.ts";
import type { ChainNodes } from "../chain/nodes.ts";
import type { Quarantine } from "../models/quarantine.ts";
import type { BlockList } from "../moderation/block-list.ts";
import { Problem } from "../problem.ts";
import { checkFiles } from "./check-files.ts";
import { checkInTime, checkLadder, inputOf, isInTime, type Ladder } from "./check-ladder.ts";
import { explain } from "./explain.ts";
import { newJob } from "./new-job.ts";

export interface SubmitDeps {
  store: Store;
  nodes: ChainNodes;
  reader: ContractReader;
  view: HubChainView;
  blocks: Pick<BlockList, "refuse">;
  quarantine: Pick<Quarantine, "refuse">;
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
  topUp: { procedure: Procedure.TopUpJob, name: "TopUpJob", record: "TopUpJob_input", requesterOnly: true },
} as const;

/** Takes signed transactions of users: checks at the first place that can know, records, and leaves sending to the dispatcher. */
export class Submissions implements SubmitService {
  /** Jobs that come at about the same time share a transaction. */
  readonly #writes: Coalescer<FreshJob, { job: JobRecord; created: boolean }>;

  constructor(readonly deps: SubmitDeps) {
    this.#writes = new Coalescer((fresh) => recordJobs(deps.store, fresh));
  }

  async submitJob({
    spec,
    transactions,
    traceparent,
  }: Parameters<SubmitService["submitJob"]>[0]): Promise<SubmittedJob> {
    const { store, view, reader } = this.deps;
    const parsed = parse(spec);
    const key = this.#keyOf(transactions[0], parsed);
    const known = key && (await store.jobs.get(key));
    if (known) return submitted(known, false);
    const ladder = checkLadder(transactions, reader.contractIndex, Procedure.CreateJob);
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
    this.deps.blocks.refuse("identity", identityFromPublicKey(ladder.first.source));
    if (parsed.spec.kind === "onnx") this.deps.blocks.refuse("model", parsed.spec.model.manifest);
    const digests = await checkFiles(store, parsed.spec, input, identityFromPublicKey(ladder.first.source));
    if (parsed.spec.kind === "onnx") await this.deps.quarantine.refuse(digests);
    const jobKey = toHex(jobKeyOf(ladder.first.source, input.specDigest, input.nonce));
    const onChain = await this.#isOnChain(jobKey, ladder);
    const record = { ...newJob(jobKey, ladder.first.source, parsed, input), traceparent };
    const { job, created } = await this.#writes.call({ record, digests, ladder });
    if (onChain) await this.deps.reconcile(jobKey);
    else if (created) this.#sendFirst(ladder);
    if (created) this.deps.onPlanned(`create:${jobKey}`);
    return submitted(onChain ? ((await store.jobs.get(jobKey)) ?? job) : job, created);
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
    const ladder = checkLadder(transactions, reader.contractIndex, procedure);
    checkInTime(ladder, this.#tick());
    const input = inputOf(ladder.first, record);
    if (toHex(input.jobKey) !== key || input.jobSlot !== job.slot)
      throw new Problem("TRANSACTION_MISMATCH", `It names another job; this one lies in slot ${job.slot}.`);
    if (requesterOnly && identityFromPublicKey(ladder.first.source) !== job.requester)
      throw new Problem("TRANSACTION_MISMATCH", "Only the requester can sign this.");
    await this.#precheck(ladder);
    const ids = ladder.rungs.map(({ id }) => id);
    const id = `${call}:${key}:${ids[0]}`;
    await store.transactions.planMany([planOf(id, name, key, ladder)]);
    this.#sendFirst(ladder);
    this.deps.onPlanned(id);
    return { transactions: ids };
  }

  /** Ticks are short: the first rung leaves as soon as it is a row. The dispatcher does all the rest, and this again. */
  #sendFirst({ first }: Ladder): void {
    this.deps.nodes.broadcast(first).catch(() => undefined);
  }

  /**
   * Whether the contract has the job already. One that it has may come whatever its ticks: a hub that lost its rows gets them
   * back from the requester. @throws Problem TICK_PASSED, TRANSACTION_REFUSED, NODE_UNREACHABLE, CHAIN_HALTED
   */
  async #isOnChain(key: string, ladder: Ladder): Promise<boolean> {
    const tick = this.#tick();
    if (isInTime(ladder, tick)) return this.#precheck(ladder);
    const { found } = await unreachable(query.getJob(this.deps.reader, { jobKey: fromHex(key), jobSlot: NO_SLOT }));
    if (!found) checkInTime(ladder, tick);
    return true;
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
      const { first } = checkLadder(bytes ? [bytes] : [], this.deps.reader.contractIndex, Procedure.CreateJob);
      return toHex(jobKeyOf(first.source, fromHex(parsed.digest), inputOf(first, "CreateJob_input").nonce));
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }
}

interface FreshJob {
  record: NewJob;
  /** Blobs that it needs. */
  digests: string[];
  ladder: Ladder;
}

/** @throws Problem INPUT_MISSING: then none of them is recorded */
async function recordJobs(store: UnitOfWork, fresh: FreshJob[]): Promise<{ job: JobRecord; created: boolean }[]> {
  const jobs = [...new Map(fresh.map((one) => [one.record.key, one])).values()];
  const inserted = await store.transaction(async (within) => {
    const rows = await within.jobs.insertMany(jobs.map(({ record }) => record));
    const created = jobs.filter((_, i) => rows[i]!.created);
    const missing = await within.blobLedger.takeMany(
      created.map(({ record: { key, requester }, digests }) => {
        return { use: { kind: "input" as const, holder: key, account: requester }, digests };
      }),
    );
    for (const [i, [digest]] of missing.entries())
      if (digest !== undefined)
        throw new Problem("INPUT_MISSING", `sha256:${digest} is not uploaded by ${created[i]!.record.requester}.`, {
          digest,
        });
    await within.transactions.planMany(
      created.map(({ record: { key }, ladder }) => planOf(`create:${key}`, "CreateJob", key, ladder)),
    );
    return new Map(rows.map((row) => [row.job.key, row]));
  });
  return fresh.map(({ record }) => inserted.get(record.key)!);
}

/** A user's ladder is stored whole, before anything of it is sent. */
function planOf(id: string, procedure: string, jobKey: string, { rungs }: Ladder): IntentPlan {
  const versions = rungs.map(({ id, source, tick, bytes }, i) => {
    return { version: i + 1, id, source: identityFromPublicKey(source), tick, bytes };
  });
  return { id, procedure, owner: "user", jobKeys: [jobKey], payload: {}, versions };
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
