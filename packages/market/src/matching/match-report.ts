import type { MatchReport } from "@qubix/protocol";
import type { Scan } from "./scan-book.ts";

/** What `why` stores of a look at the market. */
export function matchReport(scan: Scan, at: number): MatchReport {
  const { snapshot, offers, fitting, reasons, nearest } = scan;
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
