import type { JobDocument, JobEvent, TransactionDocument } from "@qubix/protocol";
import { Circle, CircleCheck, CircleDot, CircleX } from "lucide-react";
import { Link } from "react-router";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { classes } from "../../design/classes.ts";
import { ShortId } from "../../design/identity.tsx";
import { Time } from "../../design/time.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { jobText } from "./text.ts";
import { type Step, timelineOf } from "./timeline.ts";
import type { JobReceipt } from "./use-receipt.ts";

const ICONS = { done: CircleCheck, current: CircleDot, skipped: CircleCheck, ahead: Circle, bad: CircleX };
const INKS = { done: "text-good", current: "text-accent", skipped: "text-muted", ahead: "text-muted", bad: "text-bad" };

/** The job's way as a line of steps, each with what proves it. */
export function WayCard({
  job,
  events,
  receipt,
}: {
  job: JobDocument;
  events: readonly JobEvent[];
  receipt: JobReceipt;
}) {
  const text = useText(jobText);
  return (
    <Card title={text.way.title}>
      <ol className="flex flex-col">
        {timelineOf({ ...job, transactions: proofsOf(job, receipt) }, events).map((step) => (
          <StepView key={step.name} step={step} receipt={receipt} />
        ))}
      </ol>
    </Card>
  );
}

/** The hub's own transactions, and those of providers, which the receipt names. */
function proofsOf({ transactions, updatedAt }: JobDocument, { document }: JobReceipt): TransactionDocument[] {
  const known = new Set(transactions.map(({ id }) => id));
  const others = (document?.transactions ?? []).filter(({ id }) => !known.has(id));
  return [...transactions, ...others.map((one) => ({ ...one, state: "effect" as const, updatedAt }))];
}

function StepView({ step, receipt }: { step: Step; receipt: JobReceipt }) {
  const text = useText(jobText);
  const words = useText(jobWordsText);
  const { name, standing, time, tick, transactions, closeReason } = step;
  const Icon = ICONS[standing];
  const isPast = standing === "done" || standing === "skipped" || standing === "bad";
  return (
    <li aria-current={standing === "current" ? "step" : undefined} className="group flex gap-3 pb-4 last:pb-0">
      <Icon aria-hidden className={classes("mt-0.5 size-5 shrink-0", INKS[standing])} />
      <div className={classes("min-w-0 flex-1", standing === "ahead" && "text-muted")}>
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className={classes(standing === "current" && "font-semibold")}>
            {words.states[name]} <span className="sr-only">({text.way.standing[standing]})</span>
          </span>
          {time !== undefined && (
            <span className="text-xs text-muted">
              <Time ms={time} />
            </span>
          )}
        </p>
        <p className="text-sm text-muted">{closeReason ? words.closeReasons[closeReason] : text.way.steps[name]}</p>
        {(tick !== undefined || transactions.length > 0) && (
          <ul aria-label={text.way.proof} className="text-sm">
            {tick !== undefined && (
              <li>
                <TickLink tick={tick} />
              </li>
            )}
            {transactions.map(({ id, procedure }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2">
                <span className="text-muted">{procedure}</span>
                <ShortId value={id} what={text.way.transaction} to={`/explorer/transactions/${id}`} />
              </li>
            ))}
          </ul>
        )}
        {name === "authorized" && isPast && <Signatures receipt={receipt} />}
      </div>
    </li>
  );
}

function TickLink({ tick }: { tick: number }) {
  const text = useText(jobText);
  const { number } = useFormat();
  return (
    <Link to={`/explorer/ticks/${tick}`} className="text-accent underline underline-offset-2">
      {text.way.inTick(number(tick))}
    </Link>
  );
}

/** The computors' signatures, checked in this page when somebody asks for it. */
function Signatures({ receipt }: { receipt: JobReceipt }) {
  const text = useText(jobText);
  const { number } = useFormat();
  const { document, verdict, isVerifying, verify } = receipt;
  if (!document) return <p className="text-sm text-muted">{text.way.later}</p>;
  if (verdict) return <p className="text-sm">{text.paid.signatures(number(verdict.signatures))}</p>;
  return (
    <Button small busy={isVerifying} onClick={verify} className="mt-1">
      {text.way.check}
    </Button>
  );
}
