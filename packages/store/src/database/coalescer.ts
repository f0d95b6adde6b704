import { AsyncResource } from "node:async_hooks";

interface Call<I, O> {
  item: I;
  resolve(result: O): void;
  reject(error: unknown): void;
}

/**
 * Does together what is asked for at about the same time: calls wait for the end of this turn of the event loop, and while
 * `lanes` groups are under way for the next one to end. Nobody waits when there is little to do; when there is much, groups grow.
 * When a group fails each of its calls is done alone, so that only those fail that have a reason to.
 */
export class Coalescer<I, O> {
  #waiting: Call<I, O>[] = [];
  #running = 0;
  #scheduled = false;
  /** Groups belong to no caller: what they do must not count as the first one's. */
  readonly #scope = new AsyncResource("Coalescer");

  /**
   * @param work does a group; one result for each item, in their order
   * @param lanes groups at once
   */
  constructor(
    readonly work: (items: I[]) => Promise<O[]>,
    readonly lanes = 2,
    readonly most = 512,
  ) {}

  call(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#running >= this.lanes || this.#waiting.length === 0) return;
    this.#scheduled = true;
    this.#scope.runInAsyncScope(() => setImmediate(() => this.#begin()));
  }

  #begin(): void {
    this.#scheduled = false;
    const group = this.#waiting.splice(0, this.most);
    this.#running++;
    void this.#do(group).finally(() => {
      this.#running--;
      this.#schedule();
    });
    this.#schedule();
  }

  async #do(group: Call<I, O>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      for (const [i, { resolve }] of group.entries()) resolve(results[i]!);
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const call of group) await this.#do([call]);
    }
  }
}
