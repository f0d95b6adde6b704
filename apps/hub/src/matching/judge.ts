import {
  type AttemptRecord,
  BLAME_THE_JOB,
  classOf,
  type FailureClass,
  failedProviders,
  hardwareClass,
  healthAfter,
  type JobRecord,
  learn,
  newHealth,
  type OfferBook,
  type ProviderHealth,
  type RunSample,
  type RunStatistics,
  scopesOf,
  type UnitOfWork,
  type WaySample,
  wayScope,
} from "@qubix/market";
import { type JobSpec, programDigest, startPolicyOf } from "@qubix/protocol";

/** Attempts judged in one transaction. */
const BATCH = 128;

interface Judged {
  attempt: AttemptRecord;
  ended: FailureClass;
  sample: RunSample | undefined;
  way?: WaySample;
}

/**
 * Learns from attempts that are over: how their providers do, and what runs need. Each teaches once, whoever dies in
 * between: what was learned is committed with the mark that it was. Only one leader judges at a time.
 */
export class Judge {
  readonly #health = new Map<number, ProviderHealth>();
  #loaded = false;

  constructor(
    readonly store: UnitOfWork,
    /** Knows machines' hardware. */
    readonly book: OfferBook,
  ) {}

  /** Every provider that is not simply well. */
  async health(): Promise<Iterable<ProviderHealth>> {
    if (!this.#loaded) for (const one of await this.store.history.health()) this.#health.set(one.provider, one);
    this.#loaded = true;
    return this.#health.values();
  }

  of(provider: number): ProviderHealth {
    return this.#health.get(provider) ?? newHealth(provider);
  }

  /** Keeps what changed of a provider's health for another reason. */
  async put(health: ProviderHealth): Promise<void> {
    this.#health.set(health.provider, health);
    await this.store.history.putHealth([health]);
  }

  /** Judges some attempts. @returns providers whose health changed, and whether there may be more to judge */
  async step(): Promise<{ changed: ProviderHealth[]; more: boolean }> {
    await this.health();
    const attempts = await this.store.history.unjudged(BATCH);
    if (attempts.length === 0) return { changed: [], more: false };
    const judged = await this.#judge(attempts);
    const changed = new Map<number, ProviderHealth>();
    for (const { attempt, ended } of judged) {
      const before = changed.get(attempt.provider) ?? this.of(attempt.provider);
      const after = healthAfter(before, ended, attempt.updatedAt);
      if (JSON.stringify(after) !== JSON.stringify(before)) changed.set(attempt.provider, after);
    }
    const written = await this.#write(judged, [...changed.values()]);
    if (!written) return { changed: [], more: true };
    for (const one of changed.values()) this.#health.set(one.provider, one);
    return { changed: [...changed.values()], more: attempts.length === BATCH };
  }

  async #judge(attempts: readonly AttemptRecord[]): Promise<Judged[]> {
    const keys = [...new Set(attempts.map(({ jobKey }) => jobKey))];
    const [jobs, all] = await Promise.all([this.store.jobs.getMany(keys), this.store.attempts.ofJobs(keys)]);
    const byKey = new Map(jobs.map((job) => [job.key, job]));
    return attempts.flatMap((attempt) => {
      const job = byKey.get(attempt.jobKey);
      const siblings = all.filter(({ jobKey }) => jobKey === attempt.jobKey);
      return [job ? this.#one(attempt, job, siblings) : { attempt, ended: "none" as const, sample: undefined }];
    });
  }

  #one(attempt: AttemptRecord, job: JobRecord, siblings: readonly AttemptRecord[]): Judged {
    const spec = JSON.parse(job.spec) as JobSpec;
    const outcome = job.receipt?.runs.find((run) => run.attempt === attempt.attempt)?.outcome;
    const ended = classOf(attempt, outcome, spec.limits.wallSeconds * 1000);
    const others = failedProviders(siblings.filter(({ provider }) => provider !== attempt.provider));
    // Where several have failed on one job, it is the job that is at fault.
    if (ended === "provider" && attempt.state === "ended" && others.size >= BLAME_THE_JOB - 1)
      return { attempt, ended: "requester", sample: undefined };
    if (ended !== "success") return { attempt, ended, sample: undefined };
    return { attempt, ended, sample: this.#sample(attempt, spec), way: wayOf(attempt, job) };
  }

  #sample(attempt: AttemptRecord, spec: JobSpec): RunSample {
    const row = this.book.indexOf(attempt.provider, attempt.machine);
    const { wallMs, fuelUsed, memoryMiB } = attempt.metrics ?? {};
    const limitMs = spec.limits.wallSeconds * 1000;
    return {
      program: programDigest(spec),
      kind: spec.kind,
      hardware: row === undefined ? "any" : hardwareClass(this.book.machineAt(row)),
      measures: {
        ...(wallMs === undefined ? {} : { wallMs, share: (1000 * Math.min(wallMs, limitMs)) / limitMs }),
        ...(fuelUsed === undefined || spec.kind !== "wasm" ? {} : { fuel: Number(fuelUsed) }),
        ...(memoryMiB === undefined ? {} : { memoryMiB }),
      },
    };
  }

  /** @returns false when somebody else has judged one of them */
  async #write(judged: readonly Judged[], health: readonly ProviderHealth[]): Promise<boolean> {
    const samples = judged.flatMap(({ sample, way }) => [
      ...(sample ? scopesOf(sample).map((scope) => ({ ...sample, scope })) : []),
      ...(way ? [{ ...way, scope: way.way, hardware: "any" }] : []),
    ]);
    try {
      await this.store.transaction(async (within) => {
        const ids = judged.map(({ attempt }) => attempt.id);
        if (!(await within.history.judge(ids))) throw new JudgedTwice();
        await within.history.putHealth(health);
        const known = await within.history.statistics([...new Set(samples.map(({ scope }) => scope))]);
        await within.history.putStatistics(learnAll(known, samples));
      });
      return true;
    } catch (error) {
      if (!(error instanceof JudgedTwice)) throw error;
      this.#loaded = false;
      return false;
    }
  }
}

class JudgedTwice extends Error {}

/** Statistics that the samples change, with what they say. */
function learnAll(
  known: readonly RunStatistics[],
  samples: readonly (Pick<RunSample, "hardware" | "measures"> & { scope: string })[],
): RunStatistics[] {
  const rows = new Map(known.map((row) => [`${row.scope} ${row.hardware}`, row]));
  const changed = new Map<string, RunStatistics>();
  for (const { scope, hardware, measures } of samples) {
    const key = `${scope} ${hardware}`;
    const before = changed.get(key) ?? rows.get(key) ?? { scope, hardware, runs: 0, sketches: {} };
    changed.set(key, learn(before, { measures }));
  }
  return [...changed.values()];
}

/** How long the job took to begin and to be settled. */
function wayOf({ uploadedAt, metrics }: AttemptRecord, job: JobRecord): WaySample {
  const { receipt, createdTick, startPolicy, quorum } = job;
  return {
    way: wayScope(startPolicyOf(startPolicy) ?? "authorized", quorum),
    measures: {
      ...(uploadedAt === undefined || metrics?.wallMs === undefined
        ? {}
        : { startMs: Math.max(0, uploadedAt - metrics.wallMs - job.createdAt) }),
      ...(receipt === undefined || createdTick === undefined ? {} : { settleTicks: receipt.tick - createdTick }),
    },
  };
}
