/** How the page stands with its hub: `reconnecting` while nothing is heard, `offline` where there is no network at all. */
export type Connection = "live" | "reconnecting" | "offline" | "halted";

/** Silence that is longer than this means that the line is down: ticks come far more often. */
export const SILENT_MS = 20_000;

export interface Heard {
  /** When the last news came, milliseconds; undefined: nothing yet. */
  at: number | undefined;
  /** The chain makes no ticks: then silence is what one expects. */
  halted: boolean;
}

/** Judges from what was heard, since a broken line tells nothing of itself. */
export function connectionOf({ at, halted }: Heard, online: boolean, now: number): Connection {
  if (!online) return "offline";
  if (halted) return "halted";
  return at !== undefined && now - at < SILENT_MS ? "live" : "reconnecting";
}
