import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { JobTable } from "../dashboard/job-table.tsx";
import { explorerText } from "./text.ts";

/** Jobs that an identity has paid for on this hub. */
export function IdentityJobs({ identity }: { identity: string }) {
  const { identity: text } = useText(explorerText);
  const pages = usePages("listJobs", { query: { requester: identity, limit: 20 } }, { refresh: "jobs" });
  return (
    <>
      <LoadedList pages={pages} empty={<Empty title={text.noJobs}>{text.noJobsHint}</Empty>}>
        {(jobs) => <JobTable jobs={jobs} caption={text.tabs.jobs} />}
      </LoadedList>
      <More pages={pages} />
    </>
  );
}
