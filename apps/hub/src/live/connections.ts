import { randomInt } from "node:crypto";
import type { HubConfig } from "../config.ts";
import type { Metrics } from "../observe/metrics.ts";

/** A connection that lives until one of both ends closes it. */
export interface Connection {
  readonly kind: "socket" | "stream" | "agent";
  /** Called every `pingMs`. */
  beat(): void;
  /** The hub is going away; come back after this time. */
  leave(retryMs: number): void;
}

/** Connections are asked for a sign of life in turns, so that they are not all asked at once. */
const TURNS = 30;
/** Clients of a hub that went away come back within this time, not all at once. */
const RETRY_MS = { min: 500, max: 5_000 };

/** All long-lived connections of this process: how many there are, from where, and that they live. */
export class Connections {
  readonly #perAddress = new Map<string, number>();
  readonly #turns = Array.from({ length: TURNS }, () => new Set<Connection>());
  readonly #timer: NodeJS.Timeout;
  #count = 0;
  #turn = 0;
  #closing = false;

  constructor(
    readonly limits: Pick<HubConfig["live"], "maxConnections" | "maxConnectionsPerAddress" | "pingMs">,
    readonly metrics: Metrics["live"],
  ) {
    this.#timer = setInterval(() => {
      this.#turn = (this.#turn + 1) % TURNS;
      for (const connection of [...this.#turns[this.#turn]!]) connection.beat();
    }, limits.pingMs / TURNS);
  }

  /** Takes a place. @returns gives it back; or why there is none */
  admit(address: string): (() => void) | "hub-full" | "address-full" {
    if (this.#closing || this.#count >= this.limits.maxConnections) return "hub-full";
    const ofAddress = this.#perAddress.get(address) ?? 0;
    if (ofAddress >= this.limits.maxConnectionsPerAddress) return "address-full";
    this.#perAddress.set(address, ofAddress + 1);
    this.#count++;
    let given = true;
    return () => {
      if (!given) return;
      given = false;
      this.#count--;
      const left = this.#perAddress.get(address)! - 1;
      if (left === 0) this.#perAddress.delete(address);
      else this.#perAddress.set(address, left);
    };
  }

  /** Keeps asking whether it lives. @returns ends that */
  watch(connection: Connection): () => void {
    const turn = this.#turns[randomInt(TURNS)]!;
    turn.add(connection);
    this.metrics.opened(connection.kind);
    return () => {
      if (turn.delete(connection)) this.metrics.closed(connection.kind);
    };
  }

  /** Sends all away, each to come back at a time of its own. */
  close(): void {
    this.#closing = true;
    clearInterval(this.#timer);
    for (const turn of this.#turns)
      for (const connection of [...turn]) connection.leave(randomInt(RETRY_MS.min, RETRY_MS.max));
  }
}
