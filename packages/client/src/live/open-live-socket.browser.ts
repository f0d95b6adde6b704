import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import type { LiveSocket, LiveSocketEvents } from "./live-socket.ts";

/** Browsers hide the hub's pings from pages, so the page asks: the hub answers with `pong`. */
const PING_MS = 30_000;
/** Messages kept while nobody takes any. What would be lost after that is asked for again, over a new socket. */
const MAX_WAITING = 2_000;

/** An open socket of the live protocol. A page can't send an Authorization header with it: who is known takes a ticket.
 * @throws HubError when there is none to be had, or the signal ends it */
export async function openLiveSocket(hub: HubClient, signal: AbortSignal): Promise<LiveSocket> {
  const known = (await hub.authorization("GET", hub.address({ path: "/live" }))) !== undefined;
  const query = known ? { ticket: (await hub.call("createTicket", { signal })).ticket } : {};
  const url = hub.address({ path: "/live" }, {}, query);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  const refused = () => HubError.unreachable(hub.url, new Error("no WebSocket could be opened"));
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.close();
      reject(refused());
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    socket.onclose = () => reject(refused());
    socket.onopen = () => {
      signal.removeEventListener("abort", stop);
      resolve(new BrowserLiveSocket(socket));
    };
  });
}

class BrowserLiveSocket implements LiveSocket {
  readonly #waiting: string[] = [];
  readonly #ping = setInterval(() => this.send(JSON.stringify({ type: "ping" })), PING_MS);
  #events: LiveSocketEvents | undefined;
  #ended = false;
  isPaused = false;

  constructor(readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => this.#take(String(data));
    socket.onclose = ({ code }) => this.#end(code);
  }

  listen(events: LiveSocketEvents): void {
    this.#events = events;
    if (this.#ended) events.onClose(0);
  }

  send(text: string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    while (!this.isPaused && this.#waiting.length > 0) this.#events?.onMessage(this.#waiting.shift()!);
  }

  terminate(): void {
    this.socket.close();
    this.#end(0);
  }

  #take(text: string): void {
    if (this.#ended) return;
    if (!this.isPaused) this.#events?.onMessage(text);
    else if (this.#waiting.push(text) > MAX_WAITING) this.terminate();
    else this.#events?.onPing();
  }

  #end(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#ping);
    this.#events?.onClose(code);
  }
}
