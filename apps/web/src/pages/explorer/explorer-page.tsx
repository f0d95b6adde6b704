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
import { useLatestTransactions } from "./use-latest-transactions.ts";

/** `/explorer`: a search, and what was last. */
export function ExplorerPage() {
  const { title, events } = useText(explorerText);
  const transactions = useLatestTransactions();
  return (
    <Page title={title}>
      <ExplorerSections />
      <SearchBox />
      <LatestTransactions pages={transactions} />
      {/* Shown when it is known how high the list above is: nothing jumps. What is in it is read meanwhile. */}
      <div hidden={transactions.isPending} className="grid gap-4 sm:gap-6 lg:grid-cols-2">
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
