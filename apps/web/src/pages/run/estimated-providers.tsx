import type { EstimateDocument, EstimatedMiss, EstimatedTaker, MatchReason } from "@qubix/protocol";
import type { ReactNode } from "react";
import { Amount } from "../../design/amount.tsx";
import { Identity } from "../../design/identity.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { runText } from "./text.ts";

/** Who would take the job, and why the others would not; folded up, with links to what is known of each. */
export function EstimatedProviders({ offers }: { offers: EstimateDocument["offers"] }) {
  const { estimate: words } = useText(runText);
  const { number } = useFormat();
  const { takers = [], passedOver = [], providers, reasons } = offers;
  const counts = Object.entries(reasons) as [MatchReason, number][];
  return (
    <>
      {takers.length > 0 && (
        <details className="text-sm">
          <summary>{words.takers}</summary>
          {takers.length < providers && (
            <p className="mt-2 text-muted">{words.firstTakers(number(takers.length), number(providers))}</p>
          )}
          <ul className="mt-1 divide-y">
            {takers.map((taker) => (
              <Taker key={taker.provider} taker={taker} />
            ))}
          </ul>
        </details>
      )}
      {counts.length > 0 && (
        <details className="text-sm">
          <summary>{words.why}</summary>
          <Counts counts={counts} />
          {passedOver.length > 0 && (
            <>
              <p className="mt-2 text-muted">{words.nearest}</p>
              <ul className="divide-y">
                {passedOver.map((miss) => (
                  <Miss key={miss.provider} miss={miss} />
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </>
  );
}

function Taker({ taker }: { taker: EstimatedTaker }) {
  const { estimate: words } = useText(runText);
  const { number } = useFormat();
  const { free, machines, score } = taker;
  return <Named provider={taker}>{words.takerFacts(number(free), number(machines), number(score))}</Named>;
}

function Miss({ miss }: { miss: EstimatedMiss }) {
  const words = useText(jobWordsText);
  return <Named provider={miss}>{miss.misses.map((reason) => words.matchReasons[reason]).join("; ")}</Named>;
}

/** A provider with what it asks, and below that a line about it. */
function Named({ provider, children }: { provider: EstimatedTaker | EstimatedMiss; children: ReactNode }) {
  const { estimate: words } = useText(runText);
  const { number } = useFormat();
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="inline-flex flex-wrap items-center gap-x-2">
          {words.provider(number(provider.provider))} <Identity identity={provider.identity} />
        </span>
        <Amount value={provider.price} />
      </div>
      <p className="text-muted">{children}</p>
    </li>
  );
}

/** How many offers were passed over for which reason. */
function Counts({ counts }: { counts: [MatchReason, number][] }) {
  const words = useText(jobWordsText);
  const { number } = useFormat();
  return (
    <ul className="mt-2 list-disc pl-5">
      {counts.map(([reason, count]) => (
        <li key={reason}>
          {number(count)} × {words.matchReasons[reason]}
        </li>
      ))}
    </ul>
  );
}
