import { type LiveMessage, type LiveRequest, makeProblem } from "@qubix/protocol";
import type { WebSocket } from "ws";
import type { Caller } from "../auth/caller.ts";
import { Problem } from "../problem.ts";
import { channelOf } from "./channel-of.ts";
import { checkChannel } from "./check-channel.ts";
import type { Connection } from "./connections.ts";
import { Frame } from "./frame.ts";
import type { Live } from "./live.ts";
import { MessageBudget } from "./message-budget.ts";
import { readLiveRequest } from "./read-live-request.ts";
import { ReaderLife } from "./reader-life.ts";
import { SocketOutlet } from "./socket-outlet.ts";
import { Subscriptions } from "./subscriptions.ts";

/** One reader's WebSocket: carries out its requests, one after the other. */
export class LiveConnection implements Connection {
  readonly kind = "socket";
  readonly #outlet: SocketOutlet;
  readonly #subscriptions: Subscriptions;
  readonly #budget: MessageBudget;
  readonly #life: ReaderLife;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly socket: WebSocket,
    readonly caller: Caller | undefined,
    readonly live: Live,
  ) {
    const { config, store, metrics } = live.context;
    const { bufferBytes, maxSubscriptions, messagesPerSecond } = config.live;
    const now = () => store.clock.monotonic();
    this.#outlet = new SocketOutlet(socket, bufferBytes, metrics.live);
    this.#subscriptions = new Subscriptions(live, this.#outlet);
    this.#life = new ReaderLife(live, caller, this.#outlet, this.#subscriptions);
    this.#budget = new MessageBudget(messagesPerSecond, messagesPerSecond + 2 * maxSubscriptions, now);
    socket.on("message", (data, isBinary) => this.#receive(data as Buffer, isBinary));
    socket.on("ping", () => this.#count());
    socket.on("close", () => this.#subscriptions.end());
  }

  beat(): void {
    this.#life.beat();
  }

  leave(retryMs: number): void {
    this.#send({ type: "closing", retryMs });
    this.#outlet.end("going-away", "the hub is shutting down");
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (!this.#count()) return;
    const request = isBinary ? undefined : readLiveRequest(data.toString());
    if (request === undefined) {
      this.#send({
        type: "problem",
        problem: makeProblem("INVALID_REQUEST", "This is no request of the live protocol."),
      });
      this.#refuse("malformed");
    } else {
      this.#turn = this.#turn.then(() => this.#serve(request));
    }
  }

  /** @returns false, and ends the connection, when too much comes */
  #count(): boolean {
    this.live.context.metrics.live.received();
    const may = this.#budget.take();
    if (!may) this.#refuse("too many messages");
    return may;
  }

  async #serve(request: LiveRequest): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (request.type === "ping") return this.#send({ type: "pong" });
    const channel = channelOf(request);
    if (request.type === "unsubscribe") return this.#subscriptions.delete(channel);
    try {
      const { maxSubscriptions } = this.live.context.config.live;
      if (this.#subscriptions.size >= maxSubscriptions && !this.#subscriptions.has(channel))
        throw new Problem("TOO_MANY_SUBSCRIPTIONS", `At most ${maxSubscriptions} are open at once.`);
      await checkChannel(this.live, this.caller, channel);
      if (this.socket.readyState !== this.socket.OPEN) return;
      if (!(await this.#subscriptions.add(channel, request.from)))
        throw new Problem("JOB_NOT_FOUND", "This hub has no such job.");
    } catch (error) {
      if (!(error instanceof Problem)) return this.#fail(error);
      this.#send({ type: "problem", problem: makeProblem(error.code, error.detail, error.extra), ...channel });
    }
  }

  #fail(error: unknown): void {
    this.live.context.log.warn("a live request failed", { error: String(error) });
    this.#outlet.end("failed", "try again");
  }

  #refuse(words: string): void {
    this.#outlet.end("refused", words);
  }

  #send(message: LiveMessage): void {
    this.#outlet.send(new Frame(message));
  }
}
