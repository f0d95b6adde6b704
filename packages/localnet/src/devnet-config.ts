/**
 * What a local network sets otherwise than the contract's own configuration: the same compiled contract, but with
 * windows that suit ticks of some milliseconds and somebody who watches.
 */
export const DEVNET_CONTRACT_CONFIG: Record<string, number> = {
  flushTicks: 1,
  commitGraceTicks: 64,
  // Ticks may follow each other in 15 ms, and an agent with hundreds of results on its hands needs seconds. Who reveals
  // in time doesn't wait for this window's end.
  revealTicks: 200,
  disputeTicks: 16,
  revokeTicks: 2,
  minLeaseTicks: 8,
  unstakeTicks: 32,
  // Epochs end on demand here, not on Wednesdays.
  epochGuardMinutes: 0,
};

/**
 * How many ticks ahead transactions are signed on a local network. A list is fixed two ticks ahead and ticks come every
 * 15 ms while there is work: with 3, one of twelve transactions of four busy clients came too late; with 5, none of 160.
 */
export const DEVNET_TICK_OFFSET = 5;

/** Pause between ticks when there is nothing to do, in milliseconds. */
export const DEVNET_TICK_MS = 400;
