import { randomInt } from "node:crypto";
import { openNodeSocket } from "@qubix/client/node";
import type { WebSocket } from "ws";
import type { Services } from "../services.ts";

const RECONNECT_MS = 2_000;

/** The agent's socket to its hub. All it ever hears is "look": what there is, the agent pulls. */
export class PokeSocket {
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #poked = false;
  #wake: (() => void) | undefined;
  #closed = false;
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  get connected(): boolean {
    return this.#socket?.readyState === 1;
  }

  async start(): Promise<void> {
    const { hub, machine } = this.#services;
    const socket = await openNodeSocket(hub, "/agent/socket", { machine });
    this.#socket = socket;
    socket.on("open", () => this.#poke());
    socket.on("message", () => this.#poke());
    socket.on("error", (error) => this.#services.log.debug("the socket to the hub failed", { reason: error.message }));
    socket.on("close", () => {
      this.#poke();
      if (!this.#closed) this.#timer = setTimeout(() => void this.start(), randomInt(RECONNECT_MS / 2, RECONNECT_MS));
    });
    if (this.#closed) socket.terminate();
  }

  stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
    this.#poke();
  }

  /** Resolves at the next poke (or one since the last call), when the socket opens or closes, or when the time is up. */
  async next(timeoutMs: number): Promise<void> {
    if (!this.#poked && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#poked = false;
  }

  #poke(): void {
    this.#poked = true;
    this.#wake?.();
  }
}
