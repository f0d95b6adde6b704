import type { Frame } from "./frame.ts";

/** Why a reader is sent away; what its transport makes of it is its own affair. */
export type Farewell = "going-away" | "refused" | "failed" | "too-slow" | "sign-in-again";

/** Where a reader's messages go: a WebSocket or a stream of server-sent events. */
export interface Outlet {
  /** Whether what is sent now leaves soon; when not, `onDrain` comes later. What must not be lost is held back until then. */
  readonly ready: boolean;
  onDrain: () => void;
  send(frame: Frame): void;
  end(why: Farewell, words: string): void;
}
