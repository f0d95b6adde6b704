import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Connection, connectionOf, type Heard } from "./connection.ts";
import { type Refresh, refreshedBy } from "./refresh.ts";
import { useLive } from "./use-live.ts";

/** What the top of each page tells. */
export interface NetworkPulse {
  connection: Connection;
  epoch?: number;
  tick?: number;
}

const Context = createContext<NetworkPulse | undefined>(undefined);

/** Data are not read again more often than this, however fast events come. */
const REFRESH_MS = 2_000;

/** Listens to the network: knows the tick and the connection, and reads again what events have made old. */
export function NetworkProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [heard, setHeard] = useState<Heard & { epoch?: number; tick?: number }>({ at: undefined, halted: false });
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine);
  const now = useNow(5_000);
  const waiting = useRef(new Set<Refresh>());
  const reread = (refresh: Refresh) => {
    if (waiting.current.has(refresh)) return;
    waiting.current.add(refresh);
    setTimeout(() => {
      waiting.current.delete(refresh);
      void queries.invalidateQueries({ predicate: ({ meta }) => meta?.refresh === refresh });
    }, REFRESH_MS);
  };
  useLive({ channel: "network" }, (news) => {
    const at = Date.now();
    if (news.type !== "network-event") return setHeard((before) => ({ ...before, at, halted: false }));
    const { event } = news;
    const refresh = refreshedBy(event);
    if (refresh) reread(refresh);
    setHeard((before) => ({
      ...before,
      at,
      halted: event.type === "halted" || (before.halted && event.type !== "tick"),
      ...(event.type === "tick" && { epoch: event.epoch, tick: event.tick }),
    }));
  });
  const connection = connectionOf(heard, online, Math.max(now, heard.at ?? 0));
  // What was missed while the line was down is read again, whatever it goes with.
  const before = useRef(connection);
  useEffect(() => {
    if (connection === "live" && before.current !== "live") void queries.invalidateQueries();
    before.current = connection;
  }, [connection, queries]);
  const { epoch, tick } = heard;
  return (
    <Context value={{ connection, ...(epoch !== undefined && { epoch }), ...(tick !== undefined && { tick }) }}>
      {children}
    </Context>
  );
}

/** The connection, and the newest tick that was heard of. */
export function useNetworkPulse(): NetworkPulse {
  const pulse = useContext(Context);
  if (!pulse) throw new Error("useNetworkPulse needs a NetworkProvider");
  return pulse;
}

function watchOnline(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
