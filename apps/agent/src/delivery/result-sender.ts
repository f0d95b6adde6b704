import { type HubClient, HubError } from "@qubix/client";
import { INLINE_RESULT_BYTES, RESULTS_PER_DELIVERY, type ResultDelivery } from "@qubix/protocol";

type Result = ResultDelivery["results"][number];
type Waiting = { result: Result; resolve(): void; reject(error: unknown): void };

/** Hands sealed results to the hub: those that are ready at about the same time in one request, small ones with their bytes. */
export class ResultSender {
  readonly #hub: HubClient;
  #waiting: Waiting[] = [];
  #sending = false;
  #isOld = false;

  constructor(hub: HubClient) {
    this.#hub = hub;
  }

  /** Resolves when the hub has it. @throws HubError, also for what the hub refuses */
  async send(result: Omit<Result, "content">, sealed: Uint8Array): Promise<void> {
    const isSmall = sealed.length <= INLINE_RESULT_BYTES;
    if (!isSmall) await this.#hub.uploadBlob(sealed);
    const content = isSmall ? { content: Buffer.from(sealed).toString("base64") } : {};
    return new Promise((resolve, reject) => {
      this.#waiting.push({ result: { ...result, ...content }, resolve, reject });
      if (!this.#sending) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#sending = true;
    while (this.#waiting.length > 0) await this.#deliver(this.#waiting.splice(0, RESULTS_PER_DELIVERY));
    this.#sending = false;
  }

  async #deliver(group: readonly Waiting[]): Promise<void> {
    try {
      if (this.#isOld) return await this.#oneByOne(group);
      const { results } = await this.#hub.call("agentResults", {
        body: { results: group.map(({ result }) => result) },
      });
      for (const [i, { resolve, reject }] of group.entries()) {
        const problem = results[i]?.problem;
        if (problem) reject(new HubError(problem.code, 409, problem.detail, "See what the hub says of the attempt."));
        else resolve();
      }
    } catch (error) {
      if (error instanceof HubError && error.code === "NOT_FOUND" && !this.#isOld) {
        this.#isOld = true;
        return this.#deliver(group);
      }
      for (const { reject } of group) reject(error);
    }
  }

  /** As hubs take results that don't know deliveries yet. */
  async #oneByOne(group: readonly Waiting[]): Promise<void> {
    await Promise.all(
      group.map(async ({ result: { jobKey: key, attempt, content, ...body }, resolve, reject }) => {
        try {
          if (content !== undefined) await this.#hub.uploadBlob(new Uint8Array(Buffer.from(content, "base64")));
          await this.#hub.call("agentResult", { params: { key, attempt }, body });
          resolve();
        } catch (error) {
          reject(error);
        }
      }),
    );
  }
}
