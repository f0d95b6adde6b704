import type { AttemptDocument } from "@qubix/protocol";
import { csvText } from "../../files/csv-text.ts";

/** An attempt that ended without a result. */
export type EndedAttempt = Pick<AttemptDocument, "attempt" | "machine" | "price" | "updatedAt"> &
  Partial<Pick<AttemptDocument, "endReason" | "declineReason">> & { jobKey: string };

/** Attempts that ended without a result, as a table for spreadsheets. Machines' names hold no commas or quotes. */
export function endedCsv(attempts: readonly EndedAttempt[]): string {
  const head = ["time", "job", "attempt", "machine", "price_qu", "ended", "why"];
  const rows = attempts.map(({ updatedAt, jobKey, attempt, machine, price, endReason = "", declineReason = "" }) => {
    return [new Date(updatedAt).toISOString(), jobKey, attempt, machine, price, endReason, declineReason];
  });
  return csvText(head, rows);
}
