import type { CheckedJob } from "./check-job.ts";
import type { Stage } from "./stage.ts";
import { grouped, textTable } from "./text-table.ts";

/** Where the escrow of a job went, and what became of stakes. */
export function paymentTable(stage: Stage, { receipt }: CheckedJob): string {
  const nameOf = (slot: number) => stage.localnet.providers.find((one) => one.slot === slot)?.name ?? String(slot);
  const rows = receipt.runs.map(({ provider, outcome, paid, slashed }) => {
    const stake = slashed === "0" ? "" : grouped(slashed);
    return [`provider ${nameOf(provider)} (${outcome})`, grouped(paid), stake];
  });
  if (receipt.model !== undefined) rows.push(["creator carl (royalty)", grouped(receipt.royaltyPaid), ""]);
  rows.push(["hub", grouped(receipt.hubPaid), ""]);
  rows.push(["burned", grouped(receipt.burned), ""]);
  rows.push(["shareholders of the contract", grouped(receipt.toShareholders), ""]);
  rows.push(["back to the requester", grouped(receipt.refunded), ""]);
  return textTable(["out of the escrow to", "QU", "slashed stake"], rows);
}
