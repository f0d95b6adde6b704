import { type ChainEventDocument, fromHex } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import { Amount } from "../../design/amount.tsx";
import { Identity, ShortId } from "../../design/identity.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { type EventFact, eventFacts, FACT_KINDS } from "./event-facts.ts";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";

/** What an event says, in one line. */
export function EventFactList({ event }: { event: ChainEventDocument }) {
  const { facts } = useText(explorerText);
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-1">
      {eventFacts(event).map((fact) => (
        <span key={fact.label} className="inline-flex items-baseline gap-1 whitespace-nowrap">
          <span className="text-muted">{facts[fact.label]}</span>
          <FactValue fact={fact} />
        </span>
      ))}
    </span>
  );
}

function FactValue({ fact: { label, value } }: { fact: EventFact }) {
  const { noun, yes, no } = useText(explorerText);
  const { number } = useFormat();
  switch (FACT_KINDS[label]) {
    case "qu":
      return <Amount value={value} />;
    case "number":
      return number(BigInt(value));
    case "tick":
      return value === "0" ? "–" : <TickLink tick={Number(value)} />;
    case "flag":
      return value === "true" ? yes : no;
    case "word":
      return value;
    case "job":
      return <ShortId value={value} what={noun.job} to={`/jobs/${value}`} />;
    case "publicKey":
      return <Identity identity={identityFromPublicKey(fromHex(value))} />;
    default:
      return <ShortId value={value} what={noun.hex} />;
  }
}
