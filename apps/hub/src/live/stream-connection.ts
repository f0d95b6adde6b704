import type { ServerResponse } from "node:http";
import { type LiveChannel, makeProblem } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import type { Connection } from "./connections.ts";
import { Frame } from "./frame.ts";
import type { Live } from "./live.ts";
import { ReaderLife } from "./reader-life.ts";
import { StreamOutlet } from "./stream-outlet.ts";
import { Subscriptions } from "./subscriptions.ts";

/** What a client waits before it comes back after a break, unless told otherwise. */
const RETRY_MS = 2_000;

/** One reader's stream of server-sent events: it follows one channel. */
export class StreamConnection implements Connection {
  readonly kind = "stream";
  readonly #outlet: StreamOutlet;
  readonly #subscriptions: Subscriptions;
  readonly #life: ReaderLife;

  constructor(response: ServerResponse, caller: Caller | undefined, live: Live) {
    const { config, metrics } = live.context;
    this.#outlet = new StreamOutlet(response, config.live.bufferBytes, metrics.live);
    this.#subscriptions = new Subscriptions(live, this.#outlet);
    this.#life = new ReaderLife(live, caller, this.#outlet, this.#subscriptions);
    response.socket?.setTimeout(0); // beats tell whether it lives
    const forget = live.connections.watch(this);
    response.once("close", () => {
      forget();
      this.#subscriptions.end();
    });
    this.#outlet.retryAfter(RETRY_MS);
  }

  async follow(channel: LiveChannel, from: number | undefined): Promise<void> {
    if (await this.#subscriptions.add(channel, from)) return;
    const problem = makeProblem("JOB_NOT_FOUND", "It is not here any more.");
    this.#outlet.send(new Frame({ type: "problem", problem, ...channel }));
    this.#outlet.end("refused", "");
  }

  beat(): void {
    this.#life.beat();
  }

  leave(retryMs: number): void {
    this.#outlet.retryAfter(retryMs);
    this.#outlet.end("going-away", "");
  }
}
