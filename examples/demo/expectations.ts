import type { CheckedJob } from "./check-job.ts";
import type { Stage } from "./stage.ts";

/** How a job of one run ends well. */
const IN_PEACE: string[] = ["accepted", "unchallenged"];

/** Holds each job to what the demo claims about it. @throws Error */
export function expectations(stage: Stage, { report, receipt }: CheckedJob): void {
  const expect = (claim: string, holds: boolean) => {
    if (!holds)
      throw new Error(`The ${report.kind} job: it is not so that ${claim}.\n${JSON.stringify(receipt, null, 2)}`);
  };
  const runOf = (name: string) => receipt.runs.find(({ provider }) => provider === stage.provider(name).slot);
  switch (report.kind) {
    case "inference":
      expect("rita accepted the result or let the window pass", IN_PEACE.includes(receipt.closeReason));
      expect("carl got the royalty", report.paid[stage.account("carl").identity] === String(stage.model.royalty));
      return;
    case "verified compute":
      expect("a quorum verified it", receipt.closeReason === "verified");
      expect(
        "the honest two were paid",
        ["anna", "boris"].every((name) => runOf(name)?.outcome === "paid-majority"),
      );
      expect("the liar was found out", runOf("liam")?.outcome === "odd-one-out" && runOf("liam")?.paid === "0");
      expect("the liar was slashed", BigInt(runOf("liam")!.slashed) > 0n);
      return;
    default: {
      expect("it was paid without objection", receipt.closeReason === "unchallenged");
      const paid = receipt.runs.filter((run) => run.paid !== "0");
      expect("exactly one provider was paid", paid.length === 1 && paid[0]!.outcome === "paid-majority");
      expect("nobody was slashed", receipt.slashed === "0");
    }
  }
}
