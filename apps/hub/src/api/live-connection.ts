import { type LiveMessage, LiveRequest, makeProblem } from "@qubix/protocol";
import type { WebSocket } from "ws";
import type { AppContext } from "../app-context.ts";

/** Bytes that may wait in a slow reader's socket before it is cut off; it resumes from its last sequence. */
const MAX_BUFFERED = 4 * 1024 * 1024;
const MAX_SUBSCRIPTIONS = 256;
const PAGE = 200;

/**
 * One reader's socket. A wake-up only says "look": events are read from the table after the last one that was sent, so
 * nothing is lost between hubs, restarts and slow readers.
 */
export class LiveConnection {
  readonly #subscriptions = new Map<string, () => void>();

  constructor(
    readonly socket: WebSocket,
    readonly context: AppContext,
  ) {
    socket.on("message", (data, isBinary) => {
      if (isBinary) this.#refuse("Messages are JSON text.");
      else void this.#receive(String(data));
    });
    socket.on("close", () => this.#end());
    socket.on("error", () => this.#end());
  }

  async #receive(text: string): Promise<void> {
    const request = readRequest(text);
    if (request === undefined) return this.#refuse("This is not a request of the live protocol.");
    if (request.type === "ping") return this.#send({ type: "pong" });
    const topic = request.channel === "job" ? `job:${request.key}` : "network";
    this.#subscriptions.get(topic)?.();
    this.#subscriptions.delete(topic);
    if (request.type === "unsubscribe") return;
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      return this.#refuse(`At most ${MAX_SUBSCRIPTIONS} subscriptions are open at once.`);
    }
    if (request.channel === "network") return this.#followNetwork();
    await this.#followJob(request.key, request.from);
  }

  #followNetwork(): void {
    const tell = () => {
      const { tick, epoch, halted } = this.context.chain.status();
      this.#send({ type: "network-event", event: halted ? { type: "halted", tick } : { type: "tick", epoch, tick } });
    };
    this.#subscriptions.set("network", this.context.bus.subscribe("network", tell));
    this.#send({ type: "subscribed", channel: "network" });
    tell();
  }

  async #followJob(key: string, from: number): Promise<void> {
    if ((await this.context.store.jobs.get(key)) === undefined) {
      return this.#send({ type: "problem", problem: makeProblem("JOB_NOT_FOUND", `This hub has no job ${key}.`) });
    }
    let last = from;
    let reading = false;
    let again = false;
    const pump = async () => {
      again = true;
      if (reading) return;
      reading = true;
      try {
        while (again && this.#subscriptions.has(`job:${key}`)) {
          again = false;
          const events = await this.context.store.jobs.events(key, last, PAGE);
          for (const event of events) {
            this.#send({ type: "job-event", key, event });
            last = event.seq;
          }
          if (events.length === PAGE) again = true;
        }
      } catch (error) {
        this.context.log.warn("a live reader was dropped", { key, error: String(error) });
        this.socket.close(1011, "try again");
      } finally {
        reading = false;
      }
    };
    this.#subscriptions.set(
      `job:${key}`,
      this.context.bus.subscribe(`job:${key}`, () => void pump()),
    );
    this.#send({ type: "subscribed", channel: "job", key });
    await pump();
  }

  #refuse(detail: string): void {
    this.#send({ type: "problem", problem: makeProblem("INVALID_REQUEST", detail) });
    this.socket.close(1008, "malformed");
  }

  #send(message: LiveMessage): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      this.socket.close(1013, "too slow; resume from your last sequence");
      return;
    }
    this.socket.send(JSON.stringify(message));
  }

  #end(): void {
    for (const unsubscribe of this.#subscriptions.values()) unsubscribe();
    this.#subscriptions.clear();
  }
}

function readRequest(text: string): LiveRequest | undefined {
  try {
    return LiveRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
