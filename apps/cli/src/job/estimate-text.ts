import type { EstimateDocument } from "@qubix/protocol";
import { pairs, quText, table } from "../output/printer.ts";

/** An estimate for people. */
export function estimateText(estimate: EstimateDocument): string {
  const { price, duration, ticks, offers, waiting, escrow, confidence, tighter } = estimate;
  const { lowest, typical, high, metered, cap } = price;
  const reasons = Object.entries(offers.reasons).map(([reason, count]) => `${count} × ${reason}`);
  const facts = pairs({
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
  return [facts, ...providersText(offers)].join("\n\n");
}

/** The providers that the hub names: who would take it, and who misses by the least. */
function providersText({ takers = [], passedOver = [] }: EstimateDocument["offers"]): string[] {
  return [
    ...(takers.length === 0
      ? []
      : [
          table(
            ["would take it", "identity", "price", "machines free", "score"],
            takers.map(({ provider, identity, price, free, machines, score }) => [
              ...[String(provider), identity, quText(price), `${free} of ${machines}`, String(score)],
            ]),
          ),
        ]),
    ...(passedOver.length === 0
      ? []
      : [
          table(
            ["would not", "identity", "price", "machine", "misses"],
            passedOver.map(({ provider, identity, price, machine, misses }) => [
              ...[String(provider), identity, quText(price), machine, misses.join(", ")],
            ]),
          ),
        ]),
  ];
}

const BASIS = {
  program: (runs: number, level: string) => `${runs} past runs of this program or model (confidence ${level})`,
  kind: (runs: number) => `${runs} past runs of other programs of this kind (confidence low)`,
  limits: () => "the limits alone: no past run is known",
};

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`;
}
