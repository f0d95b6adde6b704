import { Page } from "../../design/page.tsx";
import { useText } from "../../i18n/use-text.ts";
import { Glance } from "./glance.tsx";
import { LatestJobs } from "./latest-jobs.tsx";
import { LiveCard } from "./live-card.tsx";
import { dashboardText } from "./text.ts";
import { Trends } from "./trends.tsx";
import { Welcome } from "./welcome.tsx";

/** `/`: what this is, the network at a glance, and what happens on it now. */
export function DashboardPage() {
  const text = useText(dashboardText);
  return (
    <Page title={text.title}>
      <Welcome />
      <Glance />
      <Trends />
      <div className="grid gap-4 sm:gap-6 lg:grid-cols-[3fr_2fr]">
        <LatestJobs />
        <LiveCard />
      </div>
    </Page>
  );
}
