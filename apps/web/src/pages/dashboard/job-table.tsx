import type { RouteResponse } from "@qubix/protocol";
import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Table } from "../../design/table.tsx";
import { Time } from "../../design/time.tsx";
import { useText } from "../../i18n/use-text.ts";
import { StateBadge } from "../../job-words/state-badge.tsx";
import { dashboardText } from "./text.ts";

type Job = RouteResponse<"listJobs">["items"][number];

/** Jobs in rows, as they stand on pages that are not about jobs. */
export function JobTable({ jobs, caption }: { jobs: readonly Job[]; caption: string }) {
  const { latest } = useText(dashboardText);
  return (
    <Table
      caption={caption}
      rows={jobs}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "job",
          title: latest.job,
          cell: ({ key, name }) => (
            <Link to={`/jobs/${key}`} className="text-accent underline underline-offset-2">
              {name ?? `${latest.unnamed} (${key.slice(0, 8)})`}
            </Link>
          ),
        },
        {
          key: "state",
          title: latest.state,
          cell: ({ state, closeReason }) => <StateBadge state={state} closeReason={closeReason} />,
        },
        { key: "escrow", title: latest.escrow, numeric: true, cell: ({ escrow }) => <Amount value={escrow} /> },
        { key: "when", title: latest.when, numeric: true, cell: ({ createdAt }) => <Time ms={createdAt} /> },
      ]}
    />
  );
}
