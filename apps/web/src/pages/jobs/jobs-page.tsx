import { ButtonLink } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Page } from "../../design/page.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { useAccount } from "../../wallet/wallet-provider.tsx";
import { JobFilterBar } from "./job-filter-bar.tsx";
import { isFiltered, queryOf } from "./job-filters.ts";
import { JobTable } from "./job-table.tsx";
import { jobsText } from "./text.ts";
import { useJobFilters } from "./use-job-filters.ts";

/** Jobs of the hub: one's own first of all. Which ones stands in the address. */
export function JobsPage() {
  const text = useText(jobsText);
  const identity = useAccount()?.identity;
  const [filters, change] = useJobFilters(identity !== undefined);
  const pages = usePages("listJobs", { query: queryOf(filters, identity) }, { refresh: "jobs" });
  const run = (
    <ButtonLink to="/run" kind="primary">
      {text.run}
    </ButtonLink>
  );
  const empty = isFiltered(filters) ? (
    <Empty title={text.nothing}>{text.nothingHint}</Empty>
  ) : (
    <Empty title={filters.whose === "mine" ? text.emptyMine : text.empty} actions={run}>
      {text.emptyHint}
    </Empty>
  );
  return (
    <Page title={text.title} actions={run}>
      <JobFilterBar filters={filters} canBeMine={identity !== undefined} onChange={change} />
      <Card>
        <LoadedList pages={pages} empty={empty}>
          {(jobs) => (
            <>
              <JobTable jobs={jobs} />
              <More pages={pages} />
            </>
          )}
        </LoadedList>
      </Card>
    </Page>
  );
}
