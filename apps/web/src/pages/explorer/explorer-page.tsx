import { ButtonLink } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Page } from "../../design/page.tsx";
import { useText } from "../../i18n/use-text.ts";
import { EventList } from "./event-list.tsx";
import { ExplorerSections } from "./explorer-sections.tsx";
import { LatestTicks } from "./latest-ticks.tsx";
import { LatestTransactions } from "./latest-transactions.tsx";
import { SearchBox } from "./search-box.tsx";
import { explorerText } from "./text.ts";

/** `/explorer`: a search, and what was last. */
export function ExplorerPage() {
  const { title, events } = useText(explorerText);
  return (
    <Page title={title}>
      <ExplorerSections />
      <SearchBox />
      <LatestTransactions />
      <div className="grid gap-4 sm:gap-6 lg:grid-cols-2">
        <LatestTicks />
        <Card
          title={events.latest}
          actions={
            <ButtonLink small kind="quiet" to="/explorer/events">
              {events.all}
            </ButtonLink>
          }
        >
          <EventList size={8} />
        </Card>
      </div>
    </Page>
  );
}
