import type { ReceiptDocument, RunOutcome } from "@qubix/protocol";

/** What one run brought a provider. Amounts in QU, as decimal strings. */
export interface Earning {
  tick: number;
  epoch: number;
  job: string;
  attempt: number;
  /** Slot of the model on the chain, if it was an inference. */
  model?: number;
  outcome: RunOutcome;
  paid: string;
  slashed: string;
}

/** A provider's runs in a receipt. */
export function earningsOf({ jobKey, tick, epoch, model, runs }: ReceiptDocument, provider: number): Earning[] {
  return runs
    .filter((run) => run.provider === provider)
    .map(({ attempt, outcome, paid, slashed }) => ({
      ...{ tick, epoch, job: jobKey, attempt },
      ...(model !== undefined && { model }),
      ...{ outcome, paid, slashed },
    }));
}

/** What they sum up to. */
export function sumOf(earnings: readonly Earning[]): { runs: number; paid: bigint; slashed: bigint } {
  const add = (name: "paid" | "slashed") => earnings.reduce((sum, one) => sum + BigInt(one[name]), 0n);
  return { runs: earnings.length, paid: add("paid"), slashed: add("slashed") };
}
