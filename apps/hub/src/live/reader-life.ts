import type { Caller } from "../auth/caller.ts";
import type { Live } from "./live.ts";
import type { Farewell } from "./outlet.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** How long a reader may follow nothing. */
const USELESS_MS = 10_000;

/** What an outlet must be able to do for its reader to be looked after. */
interface Beating {
  beat(): void;
  end(why: Farewell, words: string): void;
}

/** Looks after a reader from time to time: whether it lives, follows anything, and still is who it was. */
export class ReaderLife {
  readonly #openedAt: number;
  /** When it was last seen following something. */
  #usefulAt: number;

  constructor(
    readonly live: Live,
    readonly caller: Caller | undefined,
    readonly outlet: Beating,
    readonly subscriptions: Subscriptions,
  ) {
    this.#openedAt = live.context.store.clock.monotonic();
    this.#usefulAt = this.#openedAt;
  }

  beat(): void {
    const { config, store, log } = this.live.context;
    const now = store.clock.monotonic();
    if (this.subscriptions.size > 0) this.#usefulAt = now;
    if (now - this.#usefulAt > USELESS_MS) this.outlet.end("refused", "nothing is subscribed");
    else if (this.caller !== undefined && now - this.#openedAt > config.live.maxAgeMs) this.#signInAgain();
    else this.outlet.beat();
    this.#isKnown().then(
      (known) => known || this.#signInAgain(),
      (error) => log.warn("a reader's credentials could not be looked up", { error: String(error) }),
    );
  }

  /** Whether its session or API key is still there. */
  async #isKnown(): Promise<boolean> {
    const { sessions, apiKeys } = this.live.context.store;
    const { session, apiKey } = this.caller ?? {};
    const { turns } = this.live.feeds;
    if (session !== undefined) return (await turns.run(() => sessions.get(session))) !== undefined;
    return apiKey === undefined || (await turns.run(() => apiKeys.get(apiKey))) !== undefined;
  }

  #signInAgain(): void {
    this.outlet.end("sign-in-again", "bring new credentials and resume");
  }
}
