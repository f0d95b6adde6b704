import type { ServerResponse } from "node:http";
import type { Metrics } from "../observe/metrics.ts";
import type { Frame } from "./frame.ts";
import type { Farewell, Outlet } from "./outlet.ts";

/** A comment of server-sent events: keeps proxies and both ends from taking the stream for dead. */
const BEAT = Buffer.from(":\n\n");

/** A stream of server-sent events as an outlet: ready while less than `bufferBytes` wait for the network. */
export class StreamOutlet implements Outlet {
  ready = true;
  onDrain = (): void => {};
  #stalled = false;

  constructor(
    readonly response: ServerResponse,
    readonly bufferBytes: number,
    readonly metrics: Metrics["live"],
  ) {
    response.on("drain", () => {
      if (this.ready) return;
      this.ready = true;
      this.#stalled = false;
      this.onDrain();
    });
  }

  send(frame: Frame): void {
    this.#write(frame.stream);
    this.metrics.sent();
  }

  end(why: Farewell, _words: string): void {
    this.ready = false;
    this.metrics.dropped(why);
    if (why === "too-slow" || why === "failed") this.response.destroy();
    else this.response.end();
  }

  /** Tells how long to stay away when the stream ends. */
  retryAfter(milliseconds: number): void {
    this.#write(Buffer.from(`retry: ${milliseconds}\n\n`));
  }

  beat(): void {
    if (this.ready) this.#write(BEAT);
    else if (this.#stalled) this.end("too-slow", "");
    else this.#stalled = true;
  }

  #write(bytes: Buffer): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(bytes);
    if (this.response.writableLength >= this.bufferBytes) this.ready = false;
  }
}
