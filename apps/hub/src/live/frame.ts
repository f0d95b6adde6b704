import type { LiveMessage } from "@qubix/protocol";

/** A message on its way to readers: made into bytes once, however many read it. */
export class Frame {
  #text: string | undefined;
  #socket: Buffer | undefined;
  #stream: Buffer | undefined;

  constructor(
    readonly message: LiveMessage,
    /** What a reader names to go on after this message. */
    readonly id?: number,
  ) {}

  /** As text of a WebSocket message. */
  get socket(): Buffer {
    this.#socket ??= Buffer.from(this.#json);
    return this.#socket;
  }

  /** As a server-sent event. */
  get stream(): Buffer {
    this.#stream ??= Buffer.from(`${this.id === undefined ? "" : `id: ${this.id}\n`}data: ${this.#json}\n\n`);
    return this.#stream;
  }

  get #json(): string {
    this.#text ??= JSON.stringify(this.message);
    return this.#text;
  }
}
