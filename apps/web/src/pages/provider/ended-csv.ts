import type { AttemptDocument } from "@qubix/protocol";

/** An attempt that ended without a result. */
export type EndedAttempt = Pick<AttemptDocument, "attempt" | "machine" | "price" | "updatedAt"> &
  Partial<Pick<AttemptDocument, "endReason" | "declineReason">> & { jobKey: string };

/** Attempts that ended without a result, as a table for spreadsheets (RFC 4180). Machines' names hold no commas or quotes. */
export function endedCsv(attempts: readonly EndedAttempt[]): string {
  const head = ["time", "job", "attempt", "machine", "price_qu", "ended", "why"];
  const lines = attempts.map(({ updatedAt, jobKey, attempt, machine, price, endReason = "", declineReason = "" }) =>
    [new Date(updatedAt).toISOString(), jobKey, attempt, machine, price, endReason, declineReason].join(),
  );
  return [head.join(), ...lines, ""].join("\r\n");
}
