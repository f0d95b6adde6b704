import type { CallArguments } from "@qubix/client";
import type { RouteName, RouteResponse } from "@qubix/protocol";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useHub } from "./hub-provider.tsx";
import type { Refresh } from "./refresh.ts";

export interface ReadOptions {
  /** false: nothing is asked yet. */
  enabled?: boolean;
  /** What makes it be read again; missing: only what says so itself. */
  refresh?: Refresh;
  /** Milliseconds after which it is read again in any case. */
  every?: number;
}

/** Reads a route of the hub: `useRoute("getJob", { params: { key } }, { refresh: "jobs" })`. The answer is checked. */
export function useRoute<N extends RouteName>(
  name: N,
  args: Omit<CallArguments<N>, "signal">,
  { enabled = true, refresh, every }: ReadOptions = {},
): UseQueryResult<RouteResponse<N>> {
  const hub = useHub();
  return useQuery({
    queryKey: [name, args],
    queryFn: ({ signal }) => hub.call(name, { ...args, signal } as CallArguments<N>),
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
    ...(refresh !== undefined && { meta: { refresh } }),
  });
}
