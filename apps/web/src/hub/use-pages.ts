import type { CallArguments, PagedRoute, PageItem } from "@qubix/client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useHub } from "./hub-provider.tsx";
import type { ReadOptions } from "./use-route.ts";

/**
 * Reads a list of the hub page by page: `items` are those that are here, `<More pages={…}>` brings the next ones.
 * `indexedFrom` is the first tick of lists from the hub's index. The former items stay while another filter's are being read.
 */
export function usePages<N extends PagedRoute>(
  name: N,
  args: Omit<CallArguments<N>, "signal">,
  { enabled = true, refresh, every }: ReadOptions = {},
) {
  const hub = useHub();
  const pages = useInfiniteQuery({
    queryKey: [name, "pages", args],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...(args as { query?: object }).query, ...(pageParam !== undefined && { cursor: pageParam }) };
      const page = await hub.call(name, { ...args, query, signal } as unknown as CallArguments<N>);
      return page as unknown as { items: PageItem<N>[]; cursor?: string; indexedFrom?: number };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
    ...(refresh !== undefined && { meta: { refresh } }),
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const first = pages.data?.pages[0];
  return { ...pages, items, indexedFrom: first?.indexedFrom };
}
