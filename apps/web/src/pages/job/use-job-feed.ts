import type { JobEvent } from "@qubix/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLive } from "../../hub/use-live.ts";

/** The page is drawn anew at most this often, however fast events come. */
const FLUSH_MS = 500;
/** What is read again when a job has changed. */
const GOES_WITH = ["getJob", "getJobReceipt", "getJobWhy"];

/** All events of a job, from the first one on, as they come; what they make old is read again. */
export function useJobFeed(key: string): readonly JobEvent[] {
  const queries = useQueryClient();
  const [events, setEvents] = useState<readonly JobEvent[]>([]);
  const fresh = useRef<JobEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = () => {
    timer.current = undefined;
    const added = fresh.current;
    fresh.current = [];
    setEvents((before) => [...before, ...added]);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => isOf(queryKey, key) });
  };
  useLive({ channel: "job", key }, (news) => {
    if (news.type === "reset") {
      fresh.current = [];
      setEvents([]);
    }
    if (news.type !== "job-event") return;
    fresh.current.push(news.event);
    timer.current ??= setTimeout(flush, FLUSH_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return events;
}

function isOf([name, args]: readonly unknown[], key: string): boolean {
  return GOES_WITH.includes(name as string) && (args as { params?: { key?: string } } | undefined)?.params?.key === key;
}
