import { LIVE_CLOSE, type LiveMessage, type LiveRequest } from "@qubix/protocol";
import { openLiveSocket } from "#open-live-socket";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import { Silence } from "../runtime/silence.ts";
import { Backoff } from "./backoff.ts";
import { channelName, nameOfMessage, readLiveMessage } from "./live-news.ts";
import type { LiveSocket } from "./live-socket.ts";
import type { Subscription } from "./subscription.ts";

/** The hub pings more often than this. */
const SILENT_MS = 100_000;

/** Feeds many subscriptions over one WebSocket, connecting again as often as it takes, for as long as there are any. */
export class SocketLine {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #backoff = new Backoff();
  #stop = new AbortController();
  #socket: LiveSocket | undefined;
  #retryMs = 0;
  #running = false;
  /** Counts the calls of `renew`. */
  #renewals = 0;

  /** @param onRefused when no socket could be opened: takes the subscriptions over, or says no */
  constructor(
    readonly hub: HubClient,
    readonly onRefused: (subscriptions: Subscription[]) => Promise<boolean>,
  ) {}

  get size(): number {
    return this.#subscriptions.size;
  }

  has(name: string): boolean {
    return this.#subscriptions.has(name);
  }

  add(subscription: Subscription): void {
    this.#subscriptions.set(channelName(subscription.channel), subscription);
    this.#hook(subscription);
    if (this.#socket) this.#subscribe(subscription);
    else if (!this.#running) void this.#run();
  }

  /** Connects again, in the name of whom the client speaks for now. */
  renew(): void {
    this.#renewals++;
    this.#socket?.terminate();
  }

  #hook(subscription: Subscription): void {
    subscription.onStop = () => this.#remove(subscription);
    subscription.onRoom = () => this.#resume();
  }

  #remove(subscription: Subscription): void {
    this.#subscriptions.delete(channelName(subscription.channel));
    if (this.size === 0) {
      this.#stop.abort();
      this.#socket?.terminate(); // nothing more is to be said, and nobody should have to wait for a farewell
    } else {
      this.#say({ type: "unsubscribe", ...subscription.channel });
      this.#resume();
    }
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#stop = new AbortController();
    try {
      while (this.size > 0) {
        const renewals = this.#renewals;
        const socket = await openLiveSocket(this.hub, this.#stop.signal).catch((error) => this.#refused(error));
        if (socket && renewals === this.#renewals) await this.#serve(socket);
        else socket?.terminate();
        if (this.size === 0) return;
        if (this.#stop.signal.aborted) this.#stop = new AbortController();
        await this.#backoff.wait(this.#stop.signal, this.#retryMs);
        this.#retryMs = 0;
      }
    } finally {
      this.#running = false;
      if (this.size > 0) void this.#run();
    }
  }

  /** What is no use to try again ends the subscriptions; else others may take them over. */
  async #refused(error: unknown): Promise<undefined> {
    const all = [...this.#subscriptions.values()];
    if (error instanceof HubError && [401, 403].includes(error.status)) {
      for (const subscription of all) subscription.fail(error);
    } else if (await this.onRefused(all)) {
      this.#subscriptions.clear();
    } else {
      for (const subscription of all) {
        if (subscription.ended) this.#subscriptions.delete(channelName(subscription.channel));
        else this.#hook(subscription);
      }
    }
  }

  #serve(socket: LiveSocket): Promise<void> {
    return new Promise((resolve) => {
      const silence = new Silence(SILENT_MS, () => socket.terminate());
      this.#socket = socket;
      socket.listen({
        onPing: () => silence.broken(),
        onMessage: (text) => {
          silence.broken();
          this.#receive(text);
        },
        onClose: (code) => {
          silence.end();
          this.#socket = undefined;
          if (code === LIVE_CLOSE.refused) this.#endAll();
          resolve();
        },
      });
      for (const subscription of this.#subscriptions.values()) this.#subscribe(subscription);
    });
  }

  #subscribe({ channel, last }: Subscription): void {
    this.#say({ type: "subscribe", ...channel, ...(last !== undefined && { from: last }) });
  }

  #receive(text: string): void {
    const received = readLiveMessage(text);
    if (received.kind === "nonsense") return;
    this.#backoff.reset();
    const name = received.kind === "unknown" ? received.name : nameOfMessage(received.message);
    const subscription = name === undefined ? undefined : this.#subscriptions.get(name);
    if (received.kind === "message" && received.message.type === "closing") this.#retryMs = received.message.retryMs;
    if (subscription === undefined) return;
    const isNext =
      received.kind === "unknown" ? subscription.advance(received.seq) : give(subscription, received.message);
    if (!isNext)
      this.#socket?.terminate(); // something is missing: connects again, and asks for it
    else if (subscription.full) this.#socket?.pause();
  }

  /** Reads on when nobody is overfull any more. */
  #resume(): void {
    if (this.#socket?.isPaused && ![...this.#subscriptions.values()].some(({ full }) => full)) this.#socket.resume();
  }

  #say(request: LiveRequest): void {
    this.#socket?.send(JSON.stringify(request));
  }

  #endAll(): void {
    const error = new HubError("REFUSED", 0, "The hub did not want what was sent to it.", "Update this program.");
    for (const subscription of [...this.#subscriptions.values()]) subscription.fail(error);
  }
}

function give(subscription: Subscription, message: LiveMessage): boolean {
  if (message.type === "problem") {
    subscription.fail(HubError.fromAnswer(message.problem.status, message.problem));
    return true;
  }
  return message.type === "closing" || message.type === "pong" || subscription.push(message);
}
