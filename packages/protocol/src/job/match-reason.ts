import { z } from "zod";

/** Why an offer was passed over, most basic first: the first that applies is the one that counts. */
export const MATCH_REASONS = [
  "offline", // no heartbeat within its time
  "version-mismatch", // agent and hub speak different protocols
  "kind-unsupported", // the machine can't run this kind of job
  "runtime-missing", // it lacks the exact runtime
  "memory-too-small",
  "region-differs",
  "provider-paused",
  "hub-not-accepted", // the provider doesn't take jobs from this hub
  "not-on-list", // the job names its own providers
  "stake-below-minimum", // the job asks for more stake
  "stake-exhausted", // its stake is locked in other attempts
  "price-above-cap",
  "already-on-job", // runs or has run another replica of this job
  "already-tried", // an earlier attempt of this job ended there
  "backing-off", // failed lately, and gets less work for a while
  "capacity-reached", // the chain's limit of live attempts
  "no-free-slot", // the machine is busy
  "memory-taken", // other runs have set its memory aside
  "reserved", // kept for a job that has waited too long
] as const;
export const MatchReason = z.enum(MATCH_REASONS);
export type MatchReason = z.infer<typeof MatchReason>;

/** One sentence for people. */
export const MATCH_REASON_TEXT: Record<MatchReason, string> = {
  offline: "its agent has not been heard from",
  "version-mismatch": "its agent speaks another version of the protocol",
  "kind-unsupported": "it does not run this kind of job",
  "runtime-missing": "it lacks the exact runtime that the job pins",
  "memory-too-small": "it has too little memory",
  "region-differs": "it is in another region",
  "provider-paused": "it is paused",
  "hub-not-accepted": "it does not take jobs from this hub",
  "not-on-list": "it is not on the job's own list",
  "stake-below-minimum": "it has less stake than the job asks for",
  "stake-exhausted": "its stake is locked in other jobs",
  "price-above-cap": "its price is above the job's cap",
  "already-on-job": "it already has a replica of this job",
  "already-tried": "it already tried this job",
  "capacity-reached": "it has as many jobs as it takes at once",
  "backing-off": "its last runs failed, so it gets less work for a while",
  "no-free-slot": "its machine is busy",
  "memory-taken": "other runs have taken its memory",
  reserved: "it is kept for a job that has waited longer",
};
