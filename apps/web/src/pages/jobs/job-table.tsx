import type { JobSummary } from "@qubix/protocol";
import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { type Column, Table } from "../../design/table.tsx";
import { Time } from "../../design/time.tsx";
import { useText } from "../../i18n/use-text.ts";
import { StateBadge } from "../../job-words/state-badge.tsx";
import { jobWordsText } from "../../job-words/text.ts";
import { jobsText } from "./text.ts";

/** Jobs, one a row; the name leads to the job's page. */
export function JobTable({ jobs }: { jobs: readonly JobSummary[] }) {
  const text = useText(jobsText);
  const words = useText(jobWordsText);
  const { columns: titles } = text;
  const columns: Column<JobSummary>[] = [
    {
      key: "job",
      title: titles.job,
      cell: ({ key, name }) => (
        <Link to={`/jobs/${key}`} className="text-accent underline underline-offset-2">
          {name ?? text.unnamed} <span className="font-mono text-xs text-muted">{key.slice(0, 8)}</span>
        </Link>
      ),
    },
    {
      key: "state",
      title: titles.state,
      cell: ({ state, closeReason }) => <StateBadge state={state} closeReason={closeReason} />,
    },
    {
      key: "kind",
      title: titles.kind,
      cell: ({ kind, replicas }) =>
        replicas === 1 ? words.kinds[kind] : `${words.kinds[kind]} · ${text.replicas(String(replicas))}`,
    },
    { key: "escrow", title: titles.escrow, numeric: true, cell: ({ escrow }) => <Amount value={escrow} /> },
    { key: "created", title: titles.created, numeric: true, cell: ({ createdAt }) => <Time ms={createdAt} /> },
    { key: "updated", title: titles.updated, numeric: true, cell: ({ updatedAt }) => <Time ms={updatedAt} /> },
  ];
  return <Table caption={text.list} columns={columns} rows={jobs} rowKey={({ key }) => key} />;
}
