import { LIVE_CLOSE } from "@qubix/protocol";
import type { WebSocket } from "ws";
import type { Metrics } from "../observe/metrics.ts";
import { closeSocket } from "./close-socket.ts";
import type { Frame } from "./frame.ts";
import type { Farewell, Outlet } from "./outlet.ts";

/** Pings that may stay without an answer: it may wait behind much that has not been read yet. */
const MAX_UNANSWERED = 2;

const CODES: Record<Farewell, number> = {
  "going-away": LIVE_CLOSE.goingAway,
  refused: LIVE_CLOSE.refused,
  failed: LIVE_CLOSE.failed,
  "too-slow": LIVE_CLOSE.tooSlow,
  "sign-in-again": LIVE_CLOSE.signInAgain,
};

/** A WebSocket as an outlet: ready while less than `bufferBytes` wait for the network. */
export class SocketOutlet implements Outlet {
  ready = true;
  onDrain = (): void => {};
  #unanswered = 0;
  #stalled = false;

  constructor(
    readonly socket: WebSocket,
    readonly bufferBytes: number,
    readonly metrics: Metrics["live"],
  ) {
    socket.on("pong", () => {
      this.#unanswered = 0;
    });
  }

  send(frame: Frame): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(frame.socket, TEXT, this.#sent);
    this.metrics.sent();
    if (this.socket.bufferedAmount >= this.bufferBytes) this.ready = false;
  }

  end(why: Farewell, words: string): void {
    this.ready = false;
    this.metrics.dropped(why);
    closeSocket(this.socket, CODES[why], words);
  }

  /** Called regularly: asks whether anybody is there, and ends it when nobody answers, or nobody reads. */
  beat(): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (!this.ready) {
      if (this.#stalled) this.end("too-slow", "too slow; resume from your last number");
      this.#stalled = true;
    } else if (this.#unanswered === MAX_UNANSWERED) {
      this.metrics.dropped("silent");
      this.socket.terminate();
    } else {
      this.#unanswered++;
      this.socket.ping();
    }
  }

  readonly #sent = (): void => {
    if (this.ready || this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > this.bufferBytes / 2) return;
    this.ready = true;
    this.#stalled = false;
    this.#unanswered = 0;
    this.onDrain();
  };
}

const TEXT = { binary: false };
