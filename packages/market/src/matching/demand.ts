import type { JobKind } from "@qubix/protocol";

/** What one replica of a job asks of an offer. */
export interface Demand {
  jobKey: string;
  replica: number;
  /** Milliseconds since 1970: who waits longer comes first. */
  since: number;
  kind: JobKind;
  /** `sha256:<hex>` of the exact runtime, where the kind pins one. */
  runtime?: string | undefined;
  memoryMiB: number;
  region?: string | undefined;
  /** QU, at most 2^53. */
  priceCap: number;
  minStake: number;
  /** The job's own list of provider slots; empty when anybody may. */
  ownList: readonly number[];
  /** Providers that have or had another replica of this job. */
  onJob: readonly number[];
  /** Providers that tried this replica. */
  tried: readonly number[];
  /** Digests of program, model and inputs: a machine that had them lately need not fetch them. */
  data: readonly string[];
  /** A quorum checks it, so that a newcomer can do little harm. */
  checkable: boolean;
}
