import { ButtonLink } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { JobTable } from "./job-table.tsx";
import { dashboardText } from "./text.ts";

/** The newest public jobs. */
export function LatestJobs() {
  const { latest, welcome } = useText(dashboardText);
  const jobs = useRoute("listJobs", { query: { limit: 8 } }, { refresh: "jobs" });
  return (
    <Card
      title={latest.title}
      actions={
        <ButtonLink small kind="quiet" to="/jobs">
          {latest.all}
        </ButtonLink>
      }
    >
      <Loaded read={jobs}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={latest.none} actions={<ButtonLink to="/models">{welcome.run}</ButtonLink>}>
              {latest.noneHint}
            </Empty>
          ) : (
            <JobTable jobs={items} caption={latest.title} />
          )
        }
      </Loaded>
    </Card>
  );
}
