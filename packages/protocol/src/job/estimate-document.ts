import { z } from "zod";
import { Amount, Identity, Milliseconds, Uint16, Uint64Text } from "../schema/primitives.ts";
import { JobSpec } from "./job-spec.ts";
import { MatchReason } from "./match-reason.ts";

/** The terms that an estimate is asked for; what is missing is as `job submit` would have it. */
export const EstimateTerms = z.strictObject({
  replicas: z.int().min(1).max(8).optional(),
  quorum: z.int().min(1).max(8).optional(),
  /** QU; without it the hub names one. */
  priceCap: Amount.optional(),
  metered: z.boolean().optional(),
  /** Provider slots: only these. */
  providers: z.array(Uint16).min(1).max(8).optional(),
  minStake: Amount.optional(),
  bondedOnly: z.boolean().optional(),
  start: z.enum(["escrow-final", "assigned", "authorized"]).optional(),
});
export type EstimateTerms = z.infer<typeof EstimateTerms>;

/** `POST /estimates`. */
export const EstimateRequest = z.strictObject({ spec: JobSpec, terms: EstimateTerms.optional() });
export type EstimateRequest = z.infer<typeof EstimateRequest>;

const Ticks = z.object({ p50: z.int().min(0), p95: z.int().min(0) });

/** What an estimate rests on: past runs of this program or model, of this kind of job, or nothing but the spec's limits. */
export const ESTIMATE_BASES = ["program", "kind", "limits"] as const;
export const ESTIMATE_CONFIDENCES = ["none", "low", "medium", "high"] as const;

/** Of each kind, no more providers than this are named. */
export const ESTIMATE_PROVIDERS = 10;

/** Who a provider is. `price`: what it asks for a run, at its machine that is meant. */
const NamedProvider = z.object({
  provider: Uint16,
  identity: Identity,
  price: Amount,
  /** Its reputation, 0 to 10,000. */
  score: z.int().min(0).max(10_000),
});

/** A provider that would take the job: how many of its machines match, and how many of those could begin now. */
export const EstimatedTaker = z.object({
  ...NamedProvider.shape,
  machines: z.int().min(1),
  free: z.int().min(0),
});
export type EstimatedTaker = z.infer<typeof EstimatedTaker>;

/** A provider that would not: its machine that misses by the least, with all its reasons. */
export const EstimatedMiss = z.object({
  ...NamedProvider.shape,
  machine: z.string(),
  misses: z.array(MatchReason).min(1),
});
export type EstimatedMiss = z.infer<typeof EstimatedMiss>;

/** What a job would cost and how long it would take, before anything is paid. Amounts in QU. */
export const EstimateDocument = z.object({
  at: Milliseconds,
  /** Of one run. Half of the offers that match ask at most `typical`, nineteen of twenty at most `high`. */
  price: z.object({
    /** Missing when nobody matches. */
    lowest: Amount.optional(),
    typical: Amount.optional(),
    high: Amount.optional(),
    /** What a metered run is expected to be charged at a typical offer; half of the time, and nineteen times of twenty. */
    metered: z.object({ p50: Amount, p95: Amount }).optional(),
    /** The cap to name: the one asked for, or one that nine of ten matching offers keep to. */
    cap: Amount,
  }),
  /** Of one run, on a machine that matches. */
  duration: z.object({ p50Ms: z.int().min(0), p95Ms: z.int().min(0), limitMs: z.int().min(0) }),
  /** Fuel that a `wasm` run is expected to burn. */
  fuel: z.object({ p50: Uint64Text, p95: Uint64Text }).optional(),
  /** From the transaction's tick to the first run's beginning, and to the payment. */
  ticks: z.object({ start: Ticks, settle: Ticks }),
  offers: z.object({
    total: z.int().min(0),
    /** Fit within the cap, busy ones too. */
    matching: z.int().min(0),
    /** Could begin now. */
    free: z.int().min(0),
    /** The others, by their most basic reason. */
    reasons: z.partialRecord(MatchReason, z.int().min(1)),
    /** Distinct providers among those that match: at least as many as replicas are needed. */
    providers: z.int().min(0),
    /** Those providers by name, the cheapest first, of equal ones the one that matching likes better. */
    takers: z.array(EstimatedTaker).max(ESTIMATE_PROVIDERS).optional(),
    /** Of the others, those that the job names first, then those that miss by the least. */
    passedOver: z.array(EstimatedMiss).max(ESTIMATE_PROVIDERS).optional(),
  }),
  /** Replicas waiting for a place at this hub. */
  waiting: z.int().min(0),
  escrow: z.object({
    replicas: z.int().min(1),
    runs: Amount,
    royalty: Amount,
    hubFee: Amount,
    protocolFee: Amount,
    /** Locked until the job ends; what is not owed comes back. */
    total: Amount,
    /** Kept in any case. */
    createFee: Amount,
    /** What the transaction carries. */
    amount: Amount,
  }),
  /** Tighter limits that past runs would have kept to, with the cap that goes with them: a run is paid for what its limits allow. */
  tighter: z.object({ wallSeconds: z.int().min(1), fuel: Uint64Text.optional(), cap: Amount }).optional(),
  confidence: z.object({
    level: z.enum(ESTIMATE_CONFIDENCES),
    basis: z.enum(ESTIMATE_BASES),
    /** Past runs that it rests on. */
    runs: z.int().min(0),
  }),
});
export type EstimateDocument = z.infer<typeof EstimateDocument>;
