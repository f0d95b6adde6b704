import { QubicError } from "../errors.ts";
import { encodeMessage, type Message, randomDejavu } from "../wire/message.ts";
import { MessageType } from "../wire/message-type.ts";

/** What to ask a node, and how to read what it answers. */
export interface NodeRequest<T> {
  /** Sent before the request itself, on the same connection: messages that a node doesn't answer. */
  before?: Uint8Array;
  type: number;
  payload?: Uint8Array;
  /** The most that the answers can have, all together; 64 KiB where nothing is said. */
  answerBytes?: number;
  /**
   * Reads one answer. Returns `{ value }` when it was the last one, undefined to wait for more. A message that isn't an
   * answer to this request makes it throw QubicError.
   */
  read(message: Message): { value: T } | undefined;
  /** Forgets what was read; called when the request is sent again. */
  reset?(): void;
}

const COMMON_ANSWER_BYTES = 1 << 16;

/** A request that waits for its answer. It may be sent several times, each time under another dejavu. */
export class PendingRequest<T = unknown> {
  readonly promise: Promise<T>;
  readonly deadline: number;
  dejavu = 0;
  readonly answerBytes: number;
  /** When it was last written to a connection; undefined while it waits for one. */
  sentAt: number | undefined;
  readonly #request: NodeRequest<T>;
  #resolve!: (value: T) => void;
  #reject!: (error: QubicError) => void;

  constructor(request: NodeRequest<T>, deadline: number) {
    this.#request = request;
    this.deadline = deadline;
    this.answerBytes = request.answerBytes ?? COMMON_ANSWER_BYTES;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Bytes of a new attempt. A node drops a request that is byte for byte one it had, hence the new dejavu. */
  encode(): Uint8Array[] {
    this.#request.reset?.();
    this.dejavu = randomDejavu();
    const { type, payload, before } = this.#request;
    const message = encodeMessage({ type, dejavu: this.dejavu, ...(payload && { payload }) });
    return before ? [before, message] : [message];
  }

  /** Takes an answer: "more" to come, "done", or "retry" later, since the node is busy. Throws QubicError on nonsense. */
  accept(message: Message): "more" | "done" | "retry" {
    if (message.type === MessageType.tryAgain) return "retry";
    const result = this.#request.read(message);
    if (!result) return "more";
    this.#resolve(result.value);
    return "done";
  }

  fail(error: QubicError): void {
    this.#reject(error);
  }
}

/** Thrown by `NodeRequest.read` for a message that can't be an answer. */
export function unexpectedAnswer(message: Message): QubicError {
  return new QubicError("UNEXPECTED_ANSWER", `The node answered with a message of type ${message.type}.`);
}
