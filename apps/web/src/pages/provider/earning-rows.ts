import { type Earning, earningsOf } from "@qubix/client";
import type { ReceiptDocument } from "@qubix/protocol";
import { csvText } from "../../files/csv-text.ts";

/** An earning, with the moment in which its run was over where the hub still knows it. */
export interface EarningRow extends Earning {
  /** Milliseconds since 1970. */
  time?: number;
}

/** A provider's runs in receipts, newest first. @param times of attempts, by `jobKey/attempt` */
export function earningRows(
  receipts: readonly ReceiptDocument[],
  provider: number,
  times: ReadonlyMap<string, number>,
): EarningRow[] {
  return receipts
    .flatMap((receipt) => earningsOf(receipt, provider))
    .map((earning) => {
      const time = times.get(`${earning.job}/${earning.attempt}`);
      return { ...earning, ...(time !== undefined && { time }) };
    })
    .sort((a, b) => b.tick - a.tick);
}

/** What was earned in one part of the time, in all and by what was run: a model's slot, or `undefined` for programs. */
export interface EarningPart {
  from: number;
  byModel: Map<number | undefined, bigint>;
}

/** Earnings over time in at most `parts` parts of equal length; those whose time nobody knows are left out. */
export function earningParts(rows: readonly EarningRow[], parts: number): EarningPart[] {
  const timed = rows.filter((row): row is EarningRow & { time: number } => row.time !== undefined);
  if (timed.length === 0) return [];
  const first = Math.min(...timed.map(({ time }) => time));
  const last = Math.max(...timed.map(({ time }) => time));
  const length = Math.max(1, Math.ceil((last - first + 1) / parts));
  const filled = Array.from({ length: Math.ceil((last - first + 1) / length) }, (_, part): EarningPart => {
    return { from: first + part * length, byModel: new Map() };
  });
  for (const { time, model, paid } of timed) {
    const { byModel } = filled[Math.floor((time - first) / length)]!;
    byModel.set(model, (byModel.get(model) ?? 0n) + BigInt(paid));
  }
  return filled;
}

/** The same as a table for spreadsheets. */
export function earningsCsv(rows: readonly EarningRow[]): string {
  const head = ["time", "tick", "epoch", "job", "attempt", "model", "outcome", "paid_qu", "slashed_qu"];
  const lines = rows.map(({ time, tick, epoch, job, attempt, model, outcome, paid, slashed }) => {
    return [
      time === undefined ? "" : new Date(time).toISOString(),
      tick,
      epoch,
      job,
      attempt,
      model ?? "",
      outcome,
      paid,
      slashed,
    ];
  });
  return csvText(head, lines);
}
