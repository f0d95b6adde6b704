/** Codes with which the hub closes a WebSocket. After all of them but `refused` a client may come back at once. */
export const LIVE_CLOSE = {
  /** The hub is going away; a `closing` message said when to come back. */
  goingAway: 1001,
  /** Malformed, too many messages, or nothing subscribed: what the client does is wrong. */
  refused: 1008,
  /** A message was too large. */
  tooLarge: 1009,
  /** Something failed in the hub. */
  failed: 1011,
  /** The client did not read what was sent to it: resume from the last number. */
  tooSlow: 1013,
  /** The ticket or signature that it was opened with is too old: bring a new one and resume. */
  signInAgain: 4401,
} as const;
