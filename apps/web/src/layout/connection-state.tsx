import { classes } from "../design/classes.ts";
import type { Connection } from "../hub/connection.ts";
import { useNetworkPulse } from "../hub/network-provider.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { useText } from "../i18n/use-text.ts";
import { layoutText } from "./text.ts";

const DOTS: Record<Connection, string> = {
  live: "bg-good",
  reconnecting: "bg-warn motion-safe:animate-pulse",
  offline: "bg-bad",
  halted: "bg-warn",
};

/** How the page stands with its hub, and the tick. */
export function ConnectionState() {
  const text = useText(layoutText);
  const { number } = useFormat();
  const { connection, epoch, tick } = useNetworkPulse();
  return (
    <div className="flex min-w-0 items-center gap-2 text-sm text-muted">
      <span aria-hidden className={classes("size-2.5 shrink-0 rounded-full", DOTS[connection])} />
      <span role="status" className={connection === "live" ? "sr-only" : "truncate"}>
        {text.connection[connection]}
      </span>
      {connection === "live" && tick !== undefined && (
        <span className="truncate">
          {text.tick(number(tick))}
          {epoch !== undefined && <span className="hidden sm:inline"> · {text.epoch(number(epoch))}</span>}
        </span>
      )}
    </div>
  );
}
