import { get, type IncomingMessage } from "node:http";
import { LiveMessage } from "@qubix/protocol";

/** A raw client of server-sent events that keeps what it was sent. */
export class EventStream {
  /** Of events. */
  readonly ids: number[] = [];
  /** What an EventSource would send as Last-Event-ID. */
  last: number | undefined;
  readonly messages: LiveMessage[] = [];
  readonly retries: number[] = [];
  comments = 0;
  ended = false;
  #rest = "";

  private constructor(readonly response: IncomingMessage) {
    response.setEncoding("utf8");
    response.on("data", (text: string) => this.#take(text));
    response.on("error", () => undefined);
    response.on("close", () => {
      this.ended = true;
    });
  }

  /** @throws Error with the status when it is no stream */
  static open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      get(url, { headers: { accept: "text/event-stream", ...headers } }, (response) => {
        if (response.headers["content-type"]?.startsWith("text/event-stream")) resolve(new EventStream(response));
        else reject(new Error(`status ${response.statusCode}`));
        if (response.statusCode !== 200) response.resume();
      }).on("error", reject);
    });
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  close(): void {
    this.response.destroy();
  }

  #receive(message: LiveMessage): void {
    this.messages.push(message);
    if (message.type === "job-event" || message.type === "account-event") this.ids.push(message.event.seq);
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop()!;
    for (const line of blocks.flatMap((block) => block.split("\n"))) {
      if (line.startsWith("id: ")) this.last = Number(line.slice(4));
      if (line.startsWith("data: ")) this.#receive(LiveMessage.parse(JSON.parse(line.slice(6))));
      if (line.startsWith("retry: ")) this.retries.push(Number(line.slice(7)));
      if (line.startsWith(":")) this.comments++;
    }
  }
}
