import type { MatchReport } from "@qubix/protocol";
import type { MatchResult } from "./find-match.ts";

/** What `why` stores of a look at the market. */
export function matchReport(result: MatchResult, at: number): MatchReport {
  const { snapshot, offers, fitting, reasons, nearest } = result;
  return {
    at,
    snapshot,
    offers,
    fitting,
    reasons,
    nearest: nearest.map(({ provider, machine, price, misses }) => ({
      provider,
      machine,
      price: String(price),
      misses,
    })),
  };
}
