import type { ChainEventDocument } from "@qubix/protocol";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useHub } from "../../hub/hub-provider.tsx";
import { eventsIn, nextEnd, windowEndingAt } from "./event-windows.ts";

export interface EventFilter {
  /** Kinds; all when there are none. */
  type?: string[];
  job?: string;
}

/** Beyond the end of any log, so that nothing is sent but the number of the last event. */
const END = "9223372036854775807";
/** Windows in which nothing fits are passed over, so many at a time. */
const PATIENCE = 10;

/** The contract's events, newest first, with more of them on request. */
export function useEvents(size: number, filter: EventFilter = {}) {
  const hub = useHub();
  const filtered = filter.type !== undefined || filter.job !== undefined;
  const pages = useInfiniteQuery({
    queryKey: ["listEvents", "newest", size, filter],
    queryFn: async ({ pageParam, signal }): Promise<{ events: ChainEventDocument[]; next: bigint | undefined }> => {
      let to: bigint | undefined = pageParam;
      if (to === undefined) {
        const { last } = await hub.call("listEvents", { query: { after: END, limit: 1 }, signal });
        to = last === undefined ? undefined : BigInt(last);
      }
      let events: ChainEventDocument[] = [];
      for (let tries = 0; to !== undefined && events.length === 0 && tries < PATIENCE; tries++) {
        const window = windowEndingAt(to, size, filtered);
        const { limit, after } = window;
        const answer = await hub.call("listEvents", {
          query: { ...filter, limit, ...(after !== undefined && { after }) },
          signal,
        });
        events = eventsIn(window, answer.events);
        to = nextEnd(window);
      }
      return { events, next: to };
    },
    initialPageParam: undefined as bigint | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    meta: { refresh: "jobs" },
  });
  const items = useMemo(() => pages.data?.pages.flatMap(({ events }) => events), [pages.data]);
  return { ...pages, items };
}
