import type { Socket } from "node:net";
import { QubicError } from "../errors.ts";
import { FrameReader } from "../wire/frame-reader.ts";
import type { Message } from "../wire/message.ts";
import { backoffDelay } from "./backoff.ts";
import { type NodeRequest, PendingRequest } from "./pending-request.ts";

export interface TcpConnectionOptions {
  host: string;
  port: number;
  /** Most milliseconds that a request may take, reconnecting and asking again included. */
  timeoutMs: number;
}

/** Nothing that a node sends to a client is larger than a tick's data or status (about 140 kB). */
const MAX_ANSWER_SIZE = 1 << 20;
/** Bounds what a caller that never awaits can pile up. */
const MAX_PENDING = 10_000;
/**
 * Answers on their way at once, by the most that they can have. A node cuts off a peer for which too much piles up (at 32 MiB),
 * and asking for all of it again on the next connection would only have that cut off too.
 */
const MAX_BYTES_ASKED_FOR = 8 << 20;
/** How often waiting requests are looked at for their deadlines, in milliseconds. */
const SWEEP_MS = 100;

/**
 * One connection to a node that carries many requests at once. It connects when there is something to ask, reconnects
 * with a growing delay, and asks again what was lost with the connection, until each request's deadline.
 */
export class TcpConnection {
  readonly #options: TcpConnectionOptions;
  readonly #pending = new Map<number, PendingRequest>();
  /** Requests to be sent as soon as there is a connection, and room for their answers. */
  #waiting: PendingRequest[] = [];
  /** The most that the answers to what is pending can have. */
  #bytesAskedFor = 0;
  #socket: Socket | undefined;
  #ready = false;
  #corked = false;
  #failures = 0;
  #connectingSince = 0;
  #lastReceived = 0;
  #lastError: Error | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: TcpConnectionOptions) {
    this.#options = options;
  }

  /** Rejects with QubicError: TIMEOUT, CLOSED, TOO_MANY_REQUESTS, or what the answer's reader threw. */
  request<T>(request: NodeRequest<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new QubicError("CLOSED", "This client was closed."));
    if (this.#pending.size + this.#waiting.length >= MAX_PENDING) {
      return Promise.reject(
        new QubicError("TOO_MANY_REQUESTS", "Too many requests wait for this node; await some first."),
      );
    }
    const pending = new PendingRequest(request, performance.now() + this.#options.timeoutMs);
    this.#waiting.push(pending as PendingRequest);
    this.#sweep ??= setInterval(() => this.#expire(), SWEEP_MS);
    this.#flush();
    return pending.promise;
  }

  /** Closes the connection at once; requests that still wait are rejected with CLOSED. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#reconnect);
    this.#drop();
    for (const pending of this.#waiting.splice(0)) pending.fail(new QubicError("CLOSED", "This client was closed."));
    this.#stopSweepIfIdle();
  }

  #flush(): void {
    if (!this.#ready) {
      void this.#connect();
      return;
    }
    while (this.#waiting.length > 0 && this.#hasRoom(this.#waiting[0]!)) this.#send(this.#waiting.shift()!);
  }

  #hasRoom({ answerBytes }: PendingRequest): boolean {
    return this.#pending.size === 0 || this.#bytesAskedFor + answerBytes <= MAX_BYTES_ASKED_FOR;
  }

  #send(pending: PendingRequest): void {
    this.#cork(this.#socket!);
    for (const bytes of pending.encode()) this.#socket!.write(bytes);
    pending.sentAt = performance.now();
    this.#pending.set(pending.dejavu, pending);
    this.#bytesAskedFor += pending.answerBytes;
  }

  /** Nothing more is expected under this dejavu. */
  #forget(pending: PendingRequest): void {
    if (this.#pending.delete(pending.dejavu)) this.#bytesAskedFor -= pending.answerBytes;
  }

  /** What is asked in one turn of the event loop leaves in one piece. */
  #cork(socket: Socket): void {
    if (this.#corked) return;
    this.#corked = true;
    socket.cork();
    setImmediate(() => {
      this.#corked = false;
      socket.uncork();
    });
  }

  async #connect(): Promise<void> {
    if (this.#socket || this.#reconnect || this.#closed) return;
    // Imported here, so that a browser's bundle may contain this package.
    const { Socket } = await import("node:net");
    if (this.#socket || this.#closed) return;
    const socket = new Socket();
    this.#socket = socket;
    this.#connectingSince = performance.now();
    const reader = new FrameReader({ maxMessageSize: MAX_ANSWER_SIZE });
    socket.setNoDelay(true);
    socket.on("connect", () => {
      this.#ready = true;
      this.#flush();
    });
    socket.on("data", (bytes) => this.#receive(reader, bytes));
    socket.on("error", (error) => {
      this.#lastError = error;
    });
    socket.on("close", () => {
      if (this.#socket === socket) this.#lost();
    });
    socket.connect(this.#options.port, this.#options.host);
  }

  #receive(reader: FrameReader, bytes: Uint8Array): void {
    this.#lastReceived = performance.now();
    try {
      for (const message of reader.push(bytes)) this.#dispatch(message);
      if (this.#waiting.length > 0) this.#flush();
    } catch (error) {
      this.#lastError = error as Error;
      this.#lost();
    }
  }

  #dispatch(message: Message): void {
    const pending = this.#pending.get(message.dejavu);
    if (!pending) return; // Greeting, gossip, or a late answer.
    this.#failures = 0;
    try {
      const state = pending.accept(message);
      if (state === "more") return;
      this.#forget(pending);
      if (state === "retry") this.#sendLater(pending);
    } catch (error) {
      this.#forget(pending);
      if (!(error instanceof QubicError)) throw error;
      pending.fail(error);
    }
  }

  /** The node is busy: asks again after a while. */
  #sendLater(pending: PendingRequest): void {
    this.#waiting.push(pending);
    setTimeout(() => this.#flush(), backoffDelay(1)).unref();
  }

  /** Drops the connection, keeps what waits, and comes back later if anything does. */
  #lost(): void {
    this.#drop();
    if (this.#waiting.length === 0) return;
    this.#reconnect = setTimeout(
      () => {
        this.#reconnect = undefined;
        void this.#connect();
      },
      backoffDelay(this.#failures++),
    );
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#ready = false;
    socket?.destroy();
    this.#waiting.unshift(...this.#pending.values());
    this.#pending.clear();
    this.#bytesAskedFor = 0;
  }

  /**
   * Ends what took too long. What a node has left unanswered for half of the time allowed is asked again: on the same
   * connection if anything has come over it since, else on a new one, since this one may be dead without knowing it.
   */
  #expire(): void {
    const now = performance.now();
    const silence = this.#options.timeoutMs / 2;
    this.#waiting = this.#waiting.filter((pending) => !this.#expired(pending, now));
    let dead = this.#socket !== undefined && !this.#ready && now - this.#connectingSince > silence;
    for (const pending of [...this.#pending.values()]) {
      if (this.#expired(pending, now)) this.#forget(pending);
      else if (now - pending.sentAt! > silence) {
        if (this.#lastReceived < pending.sentAt!) dead = true;
        else {
          this.#forget(pending);
          this.#send(pending);
        }
      }
    }
    if (dead) this.#lost();
    else if (this.#waiting.length > 0) this.#flush();
    this.#stopSweepIfIdle();
  }

  #expired(pending: PendingRequest, now: number): boolean {
    if (now < pending.deadline) return false;
    const { host, port, timeoutMs } = this.#options;
    const because = this.#lastError ? ` Last error: ${this.#lastError.message}.` : "";
    const details = { host, port };
    pending.fail(
      new QubicError("TIMEOUT", `No answer from ${host}:${port} within ${timeoutMs} ms.${because}`, details),
    );
    return true;
  }

  #stopSweepIfIdle(): void {
    if (this.#pending.size + this.#waiting.length > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }
}
