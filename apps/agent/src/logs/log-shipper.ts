import type { HubClient } from "@qubix/client";
import { sealLogChunk } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import type { Logger } from "winston";
import type { Attempt } from "../attempts/attempt.ts";

const FLUSH_MS = 150;
const MAXIMUM_CHUNK = 32 * 1024;
const MAXIMUM_CHUNKS_PER_REQUEST = 64;

type Piece = { stream: "stdout" | "stderr"; time: number; bytes: Uint8Array };

/** Sends a run's log to the hub as it comes, sealed for the requester. A hub that can't be reached costs log, never
 * the run. */
export class LogShipper {
  readonly #attempt: Attempt;
  readonly #hub: HubClient;
  readonly #log: Logger;
  readonly #seal: Attempt["seal"];
  #pieces: Piece[] = [];
  #seq = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(attempt: Attempt, hub: HubClient, log: Logger) {
    this.#attempt = attempt;
    this.#hub = hub;
    this.#log = log;
    this.#seal = attempt.seal;
  }

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    const last = this.#pieces.at(-1);
    if (last && last.stream === stream && last.bytes.length + bytes.length <= MAXIMUM_CHUNK) {
      last.bytes = new Uint8Array(Buffer.concat([last.bytes, bytes]));
    } else this.#pieces.push({ stream, time: Date.now(), bytes: new Uint8Array(bytes) });
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    this.#flush();
    await this.#sending;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pieces = this.#pieces;
    this.#pieces = [];
    for (let at = 0; at < pieces.length; at += MAXIMUM_CHUNKS_PER_REQUEST) {
      const part = pieces.slice(at, at + MAXIMUM_CHUNKS_PER_REQUEST);
      this.#sending = this.#sending.then(() => this.#send(part));
    }
  }

  async #send(pieces: Piece[]): Promise<void> {
    const { jobKey, attempt } = this.#attempt.offer;
    const seq = this.#seq;
    this.#seq += pieces.length;
    const chunks = pieces.map((piece, i) =>
      Buffer.from(sealLogChunk(this.#seal.logKey, seq + i, piece)).toString("base64"),
    );
    try {
      await this.#hub.call("agentLogs", {
        params: { key: jobKey, attempt },
        body: { ephemeral: toHex(this.#seal.ephemeral), seq, chunks },
      });
    } catch (error) {
      this.#log.warn("a piece of log could not be sent", {
        attempt: this.#attempt.id,
        reason: (error as Error).message,
      });
    }
  }
}
