import type { ChainEventDocument } from "@qubix/protocol";
import { Badge } from "../../design/badge.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { TableSkeleton } from "../../design/table-skeleton.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { useText } from "../../i18n/use-text.ts";
import { EventFactList } from "./event-fact-list.tsx";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";
import { type EventFilter, useEvents } from "./use-events.ts";

/** Events of the contract, newest first. @param size how many at a time */
export function EventList({ size, filter }: { size: number; filter?: EventFilter }) {
  const { events: text } = useText(explorerText);
  const pages = useEvents(size, filter);
  return (
    <>
      <LoadedList
        pages={pages}
        empty={<Empty title={text.none}>{text.noneHint}</Empty>}
        skeleton={<TableSkeleton rows={size} columns={2} />}
      >
        {(items) => (
          <ol className="divide-y">
            {items.map((event) => (
              <Event key={event.seq} event={event} />
            ))}
          </ol>
        )}
      </LoadedList>
      <More pages={pages} />
    </>
  );
}

function Event({ event }: { event: ChainEventDocument }) {
  const { events: text } = useText(explorerText);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 text-sm">
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone="accent">{event.type}</Badge>
        <EventFactList event={event} />
      </div>
      <span className="text-muted">
        {text.tick} <TickLink tick={event.tick} />
      </span>
    </li>
  );
}
