import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { RecentBundles } from "./recent-bundles.ts";

const PATH = "/v1/bundles";

interface Subscriber {
  socket: WebSocket;
  /** Only bundles of this OC interface; all when undefined. */
  interfaceIndex: number | undefined;
  /** Number (see RecentBundles) of the next bundle to look at. */
  cursor: number;
  /** Skips bundles of lower invocations while it reads what was there before it came. */
  from: bigint;
  /** When it last took a bundle or answered a ping, on the monotonic clock. */
  lastProgress: number;
}

export interface SubscriberLimits {
  subscribers: number;
  subscriberBytes: number;
  subscriberStallMs: number;
}

/**
 * Hubs that want bundles: `ws://…/v1/bundles?fromInvocation=<decimal>&interface=<index>`.
 *
 * Each binary frame is the body of one message 192. `fromInvocation` asks for recent bundles from that invocation on, before
 * the new ones; without it only new ones come. A subscriber reads at its own pace from the ring: nothing is queued for it, and
 * one that falls out of the ring or stalls is hung up on (close code 1013) and may come back and rebuild what it missed.
 */
export class Subscribers {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  readonly #subscribers = new Set<Subscriber>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly recent: RecentBundles,
    readonly limits: SubscriberLimits,
  ) {
    this.#timer = setInterval(() => this.#checkAlive(), Math.max(25, limits.subscriberStallMs / 4));
    this.#timer.unref();
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** Takes over an HTTP upgrade, or answers it with an error. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const parsed = parseSubscription(request.url ?? "");
    if (typeof parsed === "number") refuse(socket, parsed);
    else if (this.#subscribers.size >= this.limits.subscribers) refuse(socket, 503);
    else this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#add(webSocket, parsed));
  }

  /** Tells all subscribers to look at the ring. */
  pump(): void {
    for (const subscriber of this.#subscribers) this.#pump(subscriber);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { socket } of this.#subscribers) socket.close(1001, "shutting down");
    for (const { socket } of this.#subscribers) socket.terminate();
    this.#subscribers.clear();
    this.#server.close();
  }

  #add(socket: WebSocket, { from, interfaceIndex }: Subscription): void {
    const cursor = from === undefined ? this.recent.next : this.recent.first;
    const subscriber: Subscriber = {
      socket,
      interfaceIndex,
      cursor,
      from: from ?? 0n,
      lastProgress: performance.now(),
    };
    this.#subscribers.add(subscriber);
    socket.on("error", () => socket.terminate());
    socket.on("pong", () => {
      subscriber.lastProgress = performance.now();
    });
    socket.on("close", () => this.#subscribers.delete(subscriber));
    this.#pump(subscriber);
  }

  #pump(subscriber: Subscriber): void {
    const { socket, interfaceIndex } = subscriber;
    if (subscriber.cursor < this.recent.first) socket.close(1013, "too slow: bundles were missed");
    while (subscriber.cursor < this.recent.next && socket.readyState === socket.OPEN) {
      if (socket.bufferedAmount >= this.limits.subscriberBytes) return;
      const bundle = this.recent.at(subscriber.cursor++);
      if (bundle === undefined || bundle.invocationId < subscriber.from) continue;
      if (interfaceIndex !== undefined && interfaceIndex !== bundle.interfaceIndex) continue;
      socket.send(bundle.bytes, { binary: true }, (error) => {
        if (error) return;
        subscriber.lastProgress = performance.now();
        this.#pump(subscriber);
      });
    }
    if (subscriber.cursor === this.recent.next) subscriber.from = 0n;
  }

  #checkAlive(): void {
    const stalledSince = performance.now() - this.limits.subscriberStallMs;
    for (const { socket, lastProgress } of this.#subscribers) {
      if (lastProgress < stalledSince) socket.terminate();
      else socket.ping();
    }
  }
}

interface Subscription {
  from: bigint | undefined;
  interfaceIndex: number | undefined;
}

/** @returns an HTTP status when the request is no subscription */
export function parseSubscription(url: string): Subscription | number {
  const question = url.indexOf("?");
  const path = question < 0 ? url : url.slice(0, question);
  if (path !== PATH) return 404;
  const query = new URLSearchParams(question < 0 ? "" : url.slice(question + 1));
  const from = query.get("fromInvocation");
  const interfaceIndex = query.get("interface");
  if (from !== null && !/^\d{1,19}$/.test(from)) return 400;
  if (interfaceIndex !== null && !/^\d{1,5}$/.test(interfaceIndex)) return 400;
  return {
    from: from === null ? undefined : BigInt(from),
    interfaceIndex: interfaceIndex === null ? undefined : Number(interfaceIndex),
  };
}

function refuse(socket: Duplex, status: number): void {
  const text = { 400: "Bad Request", 404: "Not Found", 503: "Service Unavailable" }[status];
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
