import type { JobKind, PricedSpec } from "@qubix/protocol";

/** What one replica of a job asks of an offer. */
export interface Demand {
  jobKey: string;
  replica: number;
  /** Identity that pays: places are shared out evenly among requesters. */
  requester: string;
  /** Milliseconds since 1970 at which the job came: who waits longer comes first. */
  since: number;
  kind: JobKind;
  /** `sha256:<hex>` of the exact runtime, where the kind pins one. */
  runtime?: string | undefined;
  /** Least memory of the machine. What the run itself sets aside stands in `priced.limits`. */
  memoryMiB: number;
  region?: string | undefined;
  /** QU, at most 2^53. */
  priceCap: number;
  minStake: number;
  /** The job's own list of provider slots; empty when anybody may. */
  ownList: readonly number[];
  /** Providers that have another replica of this job. */
  onJob: readonly number[];
  /** Providers that may not have it (again) for now. */
  tried: readonly number[];
  /** Digests of program, model and inputs: a machine that had them lately need not fetch them. */
  data: readonly string[];
  /** A quorum checks it, so that a newcomer can do little harm. */
  checkable: boolean;
  /** What its price by a machine's asks depends on. */
  priced: PricedSpec;
  /** It is metered and alone: it needs no more than its beginning to be paid, and goes on as far as the cap. */
  endsAtLimit: boolean;
  /** How long it will hold its place, as past runs or else its limit say, in milliseconds. */
  expectedMs: number;
}

/** A replica's name among those that wait. */
export function demandId(jobKey: string, replica: number): string {
  return `${jobKey}.${replica}`;
}
