import type { LiveNews } from "@qubix/client";
import type { LiveChannel } from "@qubix/protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useHub } from "./hub-provider.tsx";

/**
 * Follows a live channel while the component is there; broken lines are made again by the client.
 * @param channel undefined: nothing is followed
 * @returns why the hub refused the channel, if it did
 */
export function useLive(
  channel: LiveChannel | undefined,
  onNews: (news: LiveNews) => void,
  from?: number | "now",
): unknown {
  const hub = useHub();
  const hear = useEffectEvent(onNews);
  const [refusal, setRefusal] = useState<unknown>();
  const name = channel && JSON.stringify(channel);
  useEffect(() => {
    if (name === undefined) return;
    const stop = new AbortController();
    setRefusal(undefined);
    const follow = async () => {
      const news = hub.live.follow(JSON.parse(name), {
        signal: stop.signal,
        ...(from !== undefined && { from }),
      });
      for await (const one of news) if (!stop.signal.aborted) hear(one);
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) setRefusal(error);
    });
    return () => stop.abort();
  }, [hub, name, from]);
  return refusal;
}
