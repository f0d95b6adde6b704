import type { Localnet } from "@qubix/localnet";
import { type Usage, usageOf } from "./process-usage.ts";

const LOOK_MS = 5_000;

/** Counts what the processes of a network use from now on, those of the database and this one included. */
export class UsageMeter {
  readonly #pids: ReadonlyMap<string, number>;
  readonly #before: Map<string, Usage>;
  readonly #rss = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #own = process.cpuUsage();

  private constructor(pids: ReadonlyMap<string, number>) {
    this.#pids = pids;
    this.#before = this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  static start(net: Localnet): UsageMeter {
    const pids = new Map(net.children.all().map(({ name, pid }) => [name, pid]));
    const { POSTGRES_PID, REDIS_PID } = process.env;
    if (POSTGRES_PID) pids.set("postgres", Number(POSTGRES_PID));
    if (REDIS_PID) pids.set("redis", Number(REDIS_PID));
    return new UsageMeter(pids);
  }

  end(): { rssMb: Record<string, number>; cpuSeconds: Record<string, number> } {
    clearInterval(this.#timer);
    const after = this.#look();
    const seconds = new Map(
      [...after].map(([name, one]) => [name, one.cpuSeconds - this.#before.get(name)!.cpuSeconds]),
    );
    const { user, system } = process.cpuUsage(this.#own);
    seconds.set("bench", (user + system) / 1e6);
    return { rssMb: Object.fromEntries(this.#rss), cpuSeconds: Object.fromEntries(seconds) };
  }

  #look(): Map<string, Usage> {
    const usage = new Map([...this.#pids].map(([name, pid]) => [name, usageOf(pid)]));
    for (const [name, { rssMb }] of usage) this.#rss.set(name, Math.max(rssMb, this.#rss.get(name) ?? 0));
    this.#rss.set("bench", Math.max(Math.round(process.memoryUsage.rss() / 2 ** 20), this.#rss.get("bench") ?? 0));
    return usage;
  }
}
