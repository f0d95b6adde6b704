import type { EstimateDocument } from "@qubix/protocol";
import { pairs, quText } from "../output/printer.ts";

/** An estimate for people. */
export function estimateText(estimate: EstimateDocument): string {
  const { price, duration, ticks, offers, waiting, escrow, confidence, tighter } = estimate;
  const { lowest, typical, high, metered, cap } = price;
  const reasons = Object.entries(offers.reasons).map(([reason, count]) => `${count} × ${reason}`);
  return pairs({
    "price of a run":
      typical === undefined
        ? "nobody would take it"
        : `${quText(lowest!)} to ${quText(high!)}, typically ${quText(typical)}`,
    "metered, typically": metered && `${quText(metered.p50)}, seldom above ${quText(metered.p95)}`,
    "price cap to name": quText(cap),
    "locked until it ends": `${quText(escrow.total)} (${escrow.replicas} × ${quText(cap)}, royalty ${quText(escrow.royalty)}, hub ${quText(escrow.hubFee)}, protocol ${quText(escrow.protocolFee)})`,
    "kept in any case": quText(escrow.createFee),
    "time of a run": `${seconds(duration.p50Ms)}, seldom above ${seconds(duration.p95Ms)}; at most ${seconds(duration.limitMs)}`,
    "ticks until it runs": `${ticks.start.p50} to ${ticks.start.p95}`,
    "ticks until it is paid": `${ticks.settle.p50} to ${ticks.settle.p95}`,
    "offers that match": `${offers.matching} of ${offers.total}, ${offers.free} free now, of ${offers.providers} providers`,
    "the others": reasons.length > 0 ? reasons.join(", ") : undefined,
    "waiting before you": waiting,
    "with tighter limits":
      tighter &&
      `cap ${quText(tighter.cap)} with --wall ${tighter.wallSeconds}${tighter.fuel ? ` --fuel ${tighter.fuel}` : ""}`,
    "rests on": BASIS[confidence.basis](confidence.runs, confidence.level),
  });
}

const BASIS = {
  program: (runs: number, level: string) => `${runs} past runs of this program or model (confidence ${level})`,
  kind: (runs: number) => `${runs} past runs of other programs of this kind (confidence low)`,
  limits: () => "the limits alone: no past run is known",
};

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`;
}
