import type { Config } from "@qubix/contract";
import {
  chargeAt,
  type Demand,
  type ExpectedRun,
  expectRun,
  mergeStatistics,
  type OfferBook,
  pricedOf,
  quantile,
  type RunStatistics,
  rowAt,
  type Survey,
  scopesOf,
  surveyOffers,
  wayScope,
} from "@qubix/market";
import { type EstimateDocument, type EstimateTerms, type JobSpec, programDigest } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { ChainView } from "../app-context.ts";
import { QUEUE_KEY, QueueStanding } from "../matching/queue-standing.ts";
import { Problem } from "../problem.ts";
import type { MarketView } from "./market-view.ts";
import { presentProviders } from "./present-providers.ts";

/** Part of the matching offers that keep to the cap that is named. */
const CAP_FRACTION = 0.9;
/** A metered cap leaves so much above what past runs were charged. */
const HEADROOM_PERCENT = 125n;
const ANY_PRICE = Number.MAX_SAFE_INTEGER;

export interface EstimatorDeps {
  store: Store;
  chain: Pick<ChainView, "hub" | "status">;
  config(): Config | undefined;
  /** The contract's fee for CreateJob now. */
  createFee(): Promise<bigint>;
  market: MarketView;
  /** Ticks between signing a transaction and the tick it names. */
  tickOffset: number;
}

/** Says what a job would cost and take, by the offers there are and by what past runs needed. */
export class Estimator {
  constructor(readonly deps: EstimatorDeps) {}

  /** @throws Problem NODE_UNREACHABLE */
  async estimate(spec: JobSpec, terms: EstimateTerms): Promise<EstimateDocument> {
    const { store, chain, market } = this.deps;
    const hub = chain.hub();
    const config = this.deps.config();
    if (!hub || !config)
      throw new Problem("NODE_UNREACHABLE", "The hub has not seen the contract's configuration yet.");
    const program = programDigest(spec);
    const { replicas = 1, start = "escrow-final" } = terms;
    const quorum = terms.quorum ?? Math.floor(replicas / 2) + 1;
    const way = wayScope(start, quorum);
    const [book, statistics, standing, createFee, royalty] = await Promise.all([
      market.book({ hub: hub.slot, lockBps: config.lockBps }),
      store.history.statistics([...scopesOf({ program, kind: spec.kind }), way]),
      store.presence.get(QUEUE_KEY),
      this.deps.createFee(),
      this.#royalty(spec),
    ]);
    const expected = expectRun(spec, program, statistics);
    const demand = demandFor(spec, terms, replicas, quorum, config, expected);
    const open = surveyOffers(book, { ...demand, priceCap: ANY_PRICE });
    const metered = meteredPrice(book, open, demand, expected);
    const cap = terms.priceCap ? BigInt(terms.priceCap) : capFor(book, open, demand, metered, config);
    const capped = { ...demand, priceCap: Number(cap) };
    const survey = surveyOffers(book, capped);
    return {
      at: store.clock.now(),
      price: {
        ...pricesOf(book, open, demand),
        ...(terms.metered && metered ? { metered: texts(metered) } : {}),
        cap: String(cap),
      },
      duration: { p50Ms: expected.p50Ms, p95Ms: expected.p95Ms, limitMs: spec.limits.wallSeconds * 1000 },
      ...(expected.fuel ? { fuel: texts(expected.fuel) } : {}),
      ticks: this.#ticks(statistics, way, start, quorum, expected, config),
      offers: {
        total: survey.offers,
        matching: survey.matching,
        free: survey.free,
        reasons: survey.reasons,
        providers: survey.providers,
        ...presentProviders(book, capped, survey),
      },
      waiting: QueueStanding.safeParse(standing).data?.waiting ?? 0,
      escrow: escrowOf(cap, replicas, royalty, hub.minFee, config, createFee),
      ...tighter(book, demand, spec, expected, config, cap),
      confidence: expected.confidence,
    };
  }

  async #royalty(spec: JobSpec): Promise<bigint> {
    if (spec.kind !== "onnx") return 0n;
    return (await this.deps.store.models.chainByDigest(spec.model.manifest))?.royalty ?? 0n;
  }

  /** As past jobs of the same way did; without any, as the ways through the chain add up. */
  #ticks(
    statistics: readonly RunStatistics[],
    way: string,
    start: NonNullable<EstimateTerms["start"]>,
    quorum: number,
    { p50Ms, p95Ms }: ExpectedRun,
    config: Config,
  ): EstimateDocument["ticks"] {
    const { tickOffset, chain } = this.deps;
    const tickMs = Math.max(1, chain.status().tickDurationMs);
    const { sketches } = mergeStatistics(statistics.filter(({ scope }) => scope === way));
    const steps = { "escrow-final": 1, assigned: 2, authorized: 3 }[start];
    const plain = steps * (tickOffset + 1) + (start === "authorized" ? config.flushTicks : 0);
    const begin = (fraction: number) => {
      const ms = quantile(sketches.startMs ?? {}, fraction);
      return ms === undefined ? plain : Math.ceil(ms / tickMs);
    };
    const window = quorum > 1 ? 0 : config.disputeTicks;
    const settle = (fraction: number, runMs: number) => {
      const ticks = quantile(sketches.settleTicks ?? {}, fraction);
      // Commit and reveal are a transaction each. Past jobs may have had shorter runs than this one.
      const sum = begin(fraction) + Math.ceil(runMs / tickMs) + 2 * (tickOffset + 1) + window;
      return ticks === undefined ? sum : Math.max(Math.ceil(ticks), begin(fraction) + Math.ceil(runMs / tickMs));
    };
    return {
      start: { p50: begin(0.5), p95: begin(0.95) },
      settle: { p50: settle(0.5, p50Ms), p95: settle(0.95, p95Ms) },
    };
  }
}

function demandFor(
  spec: JobSpec,
  terms: EstimateTerms,
  replicas: number,
  quorum: number,
  config: Config,
  expected: ExpectedRun,
): Demand {
  const bonded = terms.bondedOnly ? config.minStake : 0n;
  const asked = BigInt(terms.minStake ?? 0);
  return {
    ...{ jobKey: "", replica: 0, requester: "", since: 0, kind: spec.kind },
    ...(spec.kind === "onnx" ? { runtime: spec.runtime.digest } : {}),
    memoryMiB: Math.max(spec.limits.memoryMiB, spec.requirements?.minMemoryMiB ?? 0),
    ...(spec.requirements?.region === undefined ? {} : { region: spec.requirements.region }),
    priceCap: ANY_PRICE,
    minStake: Number(asked > bonded ? asked : bonded),
    ownList: terms.providers ?? [],
    ...{ onJob: [], tried: [], data: [], checkable: quorum >= 2 },
    priced: pricedOf(spec),
    endsAtLimit: terms.metered === true && replicas === 1,
    expectedMs: expected.p95Ms,
  };
}

function pricesOf(
  book: OfferBook,
  survey: Survey,
  demand: Demand,
): { lowest?: string; typical?: string; high?: string } {
  if (survey.rows.length === 0) return {};
  const at = (fraction: number) => String(book.priceAt(rowAt(survey, fraction)!, demand));
  return { lowest: at(0), typical: at(0.5), high: at(0.95) };
}

/** What a run as past ones is charged, at a typical offer and at a dear one. */
function meteredPrice(
  book: OfferBook,
  survey: Survey,
  demand: Demand,
  { p50Ms, p95Ms, fuel }: ExpectedRun,
): { p50: bigint; p95: bigint } | undefined {
  if (survey.rows.length === 0) return undefined;
  const p50 = chargeAt(book, rowAt(survey, 0.5)!, demand, { wallMs: p50Ms, fuel: fuel?.p50 });
  const p95 = chargeAt(book, rowAt(survey, CAP_FRACTION)!, demand, { wallMs: p95Ms, fuel: fuel?.p95 });
  return { p50, p95: max(p50, p95) };
}

/** A metered single run stops at its cap, so it needs no more than past runs did, and some headroom. */
function capFor(
  book: OfferBook,
  survey: Survey,
  demand: Demand,
  metered: { p95: bigint } | undefined,
  config: Config,
): bigint {
  const row = rowAt(survey, CAP_FRACTION);
  const whole = row === undefined ? config.minPrice : book.priceAt(row, demand);
  if (!demand.endsAtLimit || !metered) return max(whole, config.minPrice);
  const needed = (metered.p95 * HEADROOM_PERCENT + 99n) / 100n;
  return max(needed < whole ? needed : whole, config.minPrice);
}

function escrowOf(
  cap: bigint,
  replicas: number,
  royalty: bigint,
  hubFee: bigint,
  config: Config,
  createFee: bigint,
): EstimateDocument["escrow"] {
  const runs = BigInt(replicas) * cap;
  const protocolFee = (runs * BigInt(config.minProtocolFeeBps) + 9_999n) / 10_000n;
  const total = runs + royalty + hubFee + protocolFee;
  return {
    replicas,
    ...texts({ runs, royalty, hubFee, protocolFee, total, createFee, amount: total + createFee }),
  };
}

/** Limits that leave past runs twice what nineteen of twenty needed, where that is much less than asked for, and a lower cap. */
function tighter(
  book: OfferBook,
  demand: Demand,
  spec: JobSpec,
  { p95Ms, fuel, confidence }: ExpectedRun,
  config: Config,
  loose: bigint,
): Pick<EstimateDocument, "tighter"> {
  if (confidence.basis !== "program") return {};
  const wallSeconds = Math.max(1, Math.ceil((2 * p95Ms) / 1000));
  const burnt = fuel && 2n * fuel.p95 < BigInt(spec.limits.fuel) ? 2n * fuel.p95 : BigInt(spec.limits.fuel);
  if (2 * wallSeconds > spec.limits.wallSeconds && 2n * burnt > BigInt(spec.limits.fuel)) return {};
  const limits = {
    ...spec.limits,
    wallSeconds: Math.min(wallSeconds, spec.limits.wallSeconds),
    fuel: String(burnt),
  };
  const tight = { ...demand, priced: { ...demand.priced, limits } };
  const row = rowAt(surveyOffers(book, tight), CAP_FRACTION);
  const cap = row === undefined ? config.minPrice : max(book.priceAt(row, tight), config.minPrice);
  if (cap >= loose) return {};
  return {
    tighter: { wallSeconds: limits.wallSeconds, ...(fuel ? { fuel: limits.fuel } : {}), cap: String(cap) },
  };
}

function texts<K extends string>(amounts: Record<K, bigint>): Record<K, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, String(value)])) as Record<K, string>;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
