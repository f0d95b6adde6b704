import type { RunStatistics } from "../estimates/run-statistics.ts";
import type { ProviderHealth } from "../matching/provider-health.ts";
import type { AttemptRecord } from "./attempt-repository.ts";

/**
 * What ended attempts have taught: how providers do, and what runs need. Each attempt teaches once: call `judge` in the
 * transaction that writes what was learned.
 */
export interface HistoryRepository {
  /** Attempts that are over and have not taught anything yet, oldest first. */
  unjudged(limit: number): Promise<AttemptRecord[]>;
  /** Marks attempts as judged. @returns false when one of them was already: write nothing then, roll back */
  judge(ids: readonly number[]): Promise<boolean>;
  /** Health of providers that are not simply well. */
  health(): Promise<ProviderHealth[]>;
  putHealth(health: readonly ProviderHealth[]): Promise<void>;
  /** By scope, all classes of hardware. */
  statistics(scopes: readonly string[]): Promise<RunStatistics[]>;
  putStatistics(statistics: readonly RunStatistics[]): Promise<void>;
}
