import type { EstimateDocument } from "@qubix/protocol";
import type { ReactNode } from "react";
import { Amount } from "../../design/amount.tsx";
import { Button } from "../../design/button.tsx";
import { Facts } from "../../design/facts.tsx";
import { Notice } from "../../design/notice.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Draft } from "./draft.ts";
import { EstimatedProviders } from "./estimated-providers.tsx";
import { runText } from "./text.ts";

/** What a job would cost, how long it would take, and who would take it. */
export function EstimateView({
  estimate,
  onChange,
  children,
}: {
  estimate: EstimateDocument;
  onChange: (change: Partial<Draft>) => void;
  /** The way on; it stands below the price, and above what explains it. */
  children: ReactNode;
}) {
  const text = useText(runText);
  const { amount, duration, number } = useFormat();
  const { price, duration: time, ticks, offers, waiting, escrow, tighter, confidence } = estimate;
  const { basis, runs } = confidence;
  const words = text.estimate;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="text-sm text-muted">{words.pays}</p>
        <p className="text-3xl font-semibold">
          <Amount value={escrow.amount} />
        </p>
        <p className="text-sm text-muted">{words.comesBack}</p>
      </div>
      <Facts
        facts={[
          [words.runs(String(escrow.replicas)), amount(escrow.runs)],
          [words.royalty, escrow.royalty === "0" ? undefined : amount(escrow.royalty)],
          [words.hubFee, escrow.hubFee === "0" ? undefined : amount(escrow.hubFee)],
          [words.protocolFee, amount(escrow.protocolFee)],
          [words.locked, <strong key="total">{amount(escrow.total)}</strong>],
          [words.kept, amount(escrow.createFee)],
        ]}
      />
      {offers.matching === 0 ? (
        <Notice tone="warn" title={words.nobody}>
          {words.nobodyHint}
        </Notice>
      ) : (
        offers.providers < escrow.replicas && (
          <Notice tone="warn">{words.tooFew(number(escrow.replicas), number(offers.providers))}</Notice>
        )
      )}
      {children}
      <Facts
        facts={[
          [
            words.price,
            price.lowest === undefined
              ? undefined
              : rangeOf(amount(price.lowest), amount(price.high!), words.priceRange),
          ],
          [words.metered, price.metered && amount(price.metered.p50)],
          [words.time, rangeOf(duration(time.p50Ms), duration(time.p95Ms), words.timeRange)],
          [words.start, words.ticks(number(ticks.start.p50), number(ticks.start.p95))],
          [words.offers, words.offersOf(number(offers.matching), number(offers.total), number(offers.free))],
          [words.waiting, waiting === 0 ? undefined : number(waiting)],
        ]}
      />
      <EstimatedProviders offers={offers} />
      {tighter && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {words.tighter(amount(tighter.cap))}
          <Button
            small
            onClick={() =>
              onChange({
                wallSeconds: String(tighter.wallSeconds),
                ...(tighter.fuel !== undefined && { fuel: tighter.fuel }),
                priceCap: tighter.cap,
              })
            }
          >
            {words.takeTighter}
          </Button>
        </div>
      )}
      <p className="text-sm text-muted">{basis === "limits" ? words.basis.limits : words.basis[basis](number(runs))}</p>
    </div>
  );
}

/** A range, or the one value that both ends are. */
function rangeOf(low: string, high: string, range: (low: string, high: string) => string): string {
  return low === high ? low : range(low, high);
}
