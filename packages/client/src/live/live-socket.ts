/** What happens on a live socket. */
export interface LiveSocketEvents {
  onMessage(text: string): void;
  /** A sign of life that says nothing. */
  onPing(): void;
  /** Once; nothing comes after it. */
  onClose(code: number): void;
}

/** An open socket of the live protocol, whatever the machine calls it. */
export interface LiveSocket {
  /** Has to be called before anything else happens: what comes earlier is not kept. */
  listen(events: LiveSocketEvents): void;
  /** Nothing is sent by a socket that is closing. */
  send(text: string): void;
  readonly isPaused: boolean;
  /** No more messages are handed out until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it at once, without a farewell. */
  terminate(): void;
}
