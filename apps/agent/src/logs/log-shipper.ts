import { type HubClient, HubError } from "@qubix/client";
import { LOG_PIECES_PER_UPLOAD, sealLogChunk } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import type { Logger } from "winston";
import type { Attempt } from "../attempts/attempt.ts";

const FLUSH_MS = 150;
/** Pieces that the hub did not take are tried again after this time. */
const RETRY_MS = 2_000;
const MAXIMUM_CHUNK = 32 * 1024;

type Piece = { stream: "stdout" | "stderr"; time: number; bytes: Uint8Array };

/**
 * Sends a run's log to the hub as it comes, sealed for the requester. Pieces wait for a hub that can't be reached, but not
 * beyond the run's end: such a hub costs log, never the run. Executors bound what one run writes.
 */
export class LogShipper {
  readonly #attempt: Pick<Attempt, "offer" | "seal">;
  readonly #hub: HubClient;
  readonly #log: Logger;
  /** Not sealed yet: pieces that still grow. */
  #pieces: Piece[] = [];
  /** Sealed, in base64, not taken by the hub yet; the first has the number `#seq`. */
  #sealed: string[] = [];
  #seq = 0;
  /** The run is over, or the hub wants no more of its log. */
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(attempt: Pick<Attempt, "offer" | "seal">, hub: HubClient, log: Logger) {
    this.#attempt = attempt;
    this.#hub = hub;
    this.#log = log;
  }

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    if (this.#isOver) return;
    const last = this.#pieces.at(-1);
    if (last && last.stream === stream && last.bytes.length + bytes.length <= MAXIMUM_CHUNK) {
      last.bytes = new Uint8Array(Buffer.concat([last.bytes, bytes]));
    } else {
      for (let at = 0; at < bytes.length; at += MAXIMUM_CHUNK)
        this.#pieces.push({ stream, time: Date.now(), bytes: bytes.slice(at, at + MAXIMUM_CHUNK) });
    }
    this.#flushIn(FLUSH_MS);
  }

  /** Sends what is left, as far as the hub takes it now. */
  async close(): Promise<void> {
    this.#flush();
    await this.#sending;
    clearTimeout(this.#timer);
    this.#isOver = true;
  }

  #flushIn(ms: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), ms);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const piece of this.#pieces.splice(0)) this.#seal(piece);
    this.#sending = this.#sending.then(() => this.#send());
  }

  #seal(piece: Piece): void {
    const sealed = sealLogChunk(this.#attempt.seal.logKey, this.#seq + this.#sealed.length, piece);
    this.#sealed.push(Buffer.from(sealed).toString("base64"));
  }

  async #send(): Promise<void> {
    const { jobKey, attempt } = this.#attempt.offer;
    while (this.#sealed.length > 0) {
      const chunks = this.#sealed.slice(0, LOG_PIECES_PER_UPLOAD);
      try {
        await this.#hub.call("agentLogs", {
          params: { key: jobKey, attempt },
          body: { ephemeral: toHex(this.#attempt.seal.ephemeral), seq: this.#seq, chunks },
        });
      } catch (error) {
        this.#log.warn("a piece of log could not be sent", { jobKey, attempt, reason: (error as Error).message });
        if (isFinal(error)) {
          this.#isOver = true;
          this.#sealed = [];
        } else this.#flushIn(RETRY_MS);
        return;
      }
      this.#seq += chunks.length;
      this.#sealed = this.#sealed.slice(chunks.length);
    }
  }
}

/** The hub was understood, and wants no more log of this attempt. */
function isFinal(error: unknown): boolean {
  return error instanceof HubError && ["ATTEMPT_NOT_FOUND", "ATTEMPT_FENCED", "LOG_FULL"].includes(error.code);
}
