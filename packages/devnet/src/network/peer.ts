import type { Socket } from "node:net";
import { encodeMessage, FrameReader, type Message, QubicError } from "@qubix/qubic";

/** No message that a peer has reason to send is larger: tick data has 139 kB. */
const MAX_MESSAGE_SIZE = 256 << 10;
/** A peer that lets this much pile up isn't reading. A full tick's transactions are 5 MB. */
const MAX_UNREAD_BYTES = 16 << 20;

/** One TCP connection that speaks the node protocol, whoever opened it. Cut on garbage and when it doesn't read. */
export class Peer {
  readonly #socket: Socket;
  #corked = false;

  constructor(socket: Socket, onMessage: (message: Message, peer: Peer) => void) {
    this.#socket = socket;
    const reader = new FrameReader({ maxMessageSize: MAX_MESSAGE_SIZE });
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      try {
        for (const message of reader.push(bytes)) onMessage(message, this);
      } catch (error) {
        if (!(error instanceof QubicError)) throw error;
        socket.destroy();
      }
    });
  }

  get open(): boolean {
    return this.#socket.writable;
  }

  send(type: number, dejavu: number, payload?: Uint8Array): void {
    if (!this.#socket.writable) return;
    this.#cork();
    this.#socket.write(encodeMessage({ type, dejavu, ...(payload && { payload }) }));
    if (this.#socket.writableLength > MAX_UNREAD_BYTES) this.#socket.destroy();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** What is said in one turn of the event loop leaves in one piece. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#socket.cork();
    setImmediate(() => {
      this.#corked = false;
      this.#socket.uncork();
    });
  }
}
