import type { AttemptDocument, JobDocument } from "@qubix/protocol";
import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Identity } from "../../design/identity.tsx";
import { Progress } from "../../design/progress.tsx";
import { type Column, Table } from "../../design/table.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { jobText } from "./text.ts";

/** Who ran the job, or tried to, and how it went. */
export function AttemptTable({ job }: { job: JobDocument }) {
  const text = useText(jobText);
  const words = text.attempts;
  const columns: Column<AttemptDocument>[] = [
    { key: "attempt", title: words.attempt, cell: ({ attempt }) => String(attempt) },
    {
      key: "provider",
      title: words.provider,
      cell: ({ identity, provider }) => (identity ? <Identity identity={identity} /> : String(provider)),
    },
    { key: "machine", title: words.machine, cell: ({ machine }) => machine },
    { key: "state", title: words.state, cell: (attempt) => <AttemptState attempt={attempt} /> },
    { key: "price", title: words.price, numeric: true, cell: ({ price }) => <Amount value={price} /> },
    ...(job.metered
      ? [
          {
            key: "charge",
            title: words.charge,
            numeric: true,
            cell: ({ charge }: AttemptDocument) => (charge === undefined ? "–" : <Amount value={charge} />),
          },
        ]
      : []),
  ];
  return (
    <Card>
      {job.attempts.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <Table caption={words.title} columns={columns} rows={job.attempts} rowKey={({ attempt }) => String(attempt)} />
      )}
    </Card>
  );
}

function AttemptState({ attempt }: { attempt: AttemptDocument }) {
  const { attempts: words } = useText(jobText);
  const { declineReasons } = useText(jobWordsText);
  const { percent } = useFormat();
  const { state, phase, progress, endReason, declineReason } = attempt;
  const isAtWork = state === "assigned" || state === "authorized";
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2 md:justify-start">
      <Badge tone={state === "ended" ? "warn" : state === "settled" ? "good" : "neutral"}>{words.states[state]}</Badge>
      {endReason && words.endReasons[endReason]}
      {declineReason && <span className="text-muted">{declineReasons[declineReason]}</span>}
      {isAtWork && phase && words.phases[phase]}
      {isAtWork && phase === "running" && progress !== undefined && (
        <span className="w-24">
          <Progress label={words.progress(percent(progress))} value={progress} />
        </span>
      )}
    </span>
  );
}
