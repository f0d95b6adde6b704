/** Time as the domain sees it. */
export interface Clock {
  /** Milliseconds since 1970; may jump. For what is shown and stored. */
  now(): number;
  /** Milliseconds that only go forward. For leases and timeouts. */
  monotonic(): number;
}
