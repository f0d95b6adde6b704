import { Worker } from "node:worker_threads";
import type { RawResult, WireError, WorkerReply, WorkerRequest, WorkerSetup } from "./worker-messages.ts";

type Answer = { result?: RawResult; dump?: Uint8Array };

/** From TypeScript a thread needs its own loader first. */
const THREAD = import.meta.url.endsWith(".ts")
  ? new URL("./pglite-thread.mjs", import.meta.url)
  : new URL("./pglite-worker.ts", import.meta.url);

/** Questions to the database's thread and its answers. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #open = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  #ended: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Starts the thread and waits until the database is open. */
  static async start(
    setup: WorkerSetup,
    onNotification: (channel: string, payload: string) => void,
  ): Promise<WorkerLink> {
    const worker = new Worker(THREAD, { workerData: setup });
    const link = new WorkerLink(worker);
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (reply: WorkerReply) => {
        if (reply.type === "ready") resolve();
        else if (reply.type === "failed") reject(databaseError(reply.error));
        else if (reply.type === "notification") onNotification(reply.channel, reply.payload);
        else link.#settle(reply);
      });
      worker.on("error", reject);
      worker.on("error", (error) => link.#fail(error));
      worker.on("exit", () => link.#fail(new Error("The embedded database has ended.")));
    });
    return link;
  }

  ask(request: Omit<WorkerRequest, "id">): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...request });
    });
  }

  async close(): Promise<void> {
    await this.ask({ text: "", values: [], rowMode: "object", close: true });
    await this.#worker.terminate();
  }

  #settle(reply: Extract<WorkerReply, { type: "result" }>): void {
    const question = this.#open.get(reply.id);
    this.#open.delete(reply.id);
    if (reply.error) question?.reject(databaseError(reply.error));
    else question?.resolve(reply);
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const question of this.#open.values()) question.reject(error);
    this.#open.clear();
  }
}

/** An error with the members that node-postgres gives its own. */
function databaseError({ message, ...members }: WireError): Error {
  return Object.assign(new Error(message), members);
}
