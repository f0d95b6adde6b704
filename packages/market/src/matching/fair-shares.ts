/** How far a requester has got with its share, and how many of its replicas wait. */
interface Share {
  /** Virtual time at which its last place was used up. */
  finish: number;
  waiting: number;
  /** What these would cost together. */
  cost: number;
}

/** What a requester that waited without anything fitting may catch up on: the cost of one long run. */
const CREDIT = 360;

/**
 * Fair queueing among requesters by virtual time (start-time fair queueing). A place costs its requester `cost` of
 * virtual time, and whoever has got least so far is next. Who comes after a pause begins at the present virtual time:
 * idle time is not saved up. So among requesters that all wait for the same places, what each gets differs by no more than the cost
 * of one run, however many runs each has queued.
 */
export class FairShares {
  readonly #shares = new Map<string, Share>();
  /** The latest start of a place that was given. */
  #now = 0;
  #sweepAt = 1_000;

  /** How many of a requester's replicas wait. */
  waiting(requester: string): number {
    return this.#shares.get(requester)?.waiting ?? 0;
  }

  /** One more (1) or less (-1) of a requester's replicas waits. */
  count(requester: string, by: 1 | -1, cost: number): void {
    const share = this.#of(requester);
    if (share.waiting === 0) share.finish = Math.max(share.finish, this.#now);
    share.waiting += by;
    share.cost = share.waiting === 0 ? 0 : share.cost + by * cost;
    if (this.#shares.size > this.#sweepAt) this.#sweep();
  }

  /** The lower, the sooner it is the requester's turn. */
  turn(requester: string): number {
    return Math.max(this.#shares.get(requester)?.finish ?? this.#now, this.#now - CREDIT);
  }

  /** A place was given to the requester. */
  charge(requester: string, cost: number): void {
    const start = this.turn(requester);
    this.#of(requester).finish = start + cost;
    this.#now = Math.max(this.#now, start);
  }

  /** A place that was charged was not given after all. */
  refund(requester: string, cost: number): void {
    this.#of(requester).finish -= cost;
  }

  /**
   * Every requester that waits: how many of its replicas, and about how many of others get a place before its next one
   * if all fit the same places.
   */
  standings(): { requester: string; waiting: number; ahead: number }[] {
    const all = [...this.#shares].filter(([, { waiting }]) => waiting > 0);
    const turns = all.map(([requester, { waiting, cost }]) => ({
      ...{ requester, waiting, turn: this.turn(requester), each: cost / waiting },
    }));
    turns.sort((a, b) => a.turn - b.turn);
    return turns.map(({ requester, waiting, turn }, i) => {
      const before = turns
        .slice(0, i)
        .map((other) => Math.min(other.waiting, Math.ceil((turn - other.turn) / other.each)));
      return { requester, waiting, ahead: before.reduce((sum, n) => sum + n, 0) };
    });
  }

  #of(requester: string): Share {
    let share = this.#shares.get(requester);
    if (share === undefined) {
      share = { finish: this.#now, waiting: 0, cost: 0 };
      this.#shares.set(requester, share);
    }
    return share;
  }

  /** Requesters that neither wait nor owe are as good as unknown. */
  #sweep(): void {
    for (const [requester, { waiting, finish }] of this.#shares)
      if (waiting === 0 && finish <= this.#now) this.#shares.delete(requester);
    this.#sweepAt = Math.max(1_000, this.#shares.size * 2);
  }
}
