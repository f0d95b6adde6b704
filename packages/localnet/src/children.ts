import { Child, type ChildOptions, type Ready } from "./child.ts";

/** The order in which the programs end: nobody loses what it depends on while it ends. */
const ENDS = ["agent", "hub", "oc-machine", "devnet"];

/** All programs of one local network: started one by one, ended together. */
export class Children {
  /** Process ids of all programs that were ever started, each also the id of its process group. */
  readonly pids: number[] = [];
  private readonly starting = new Set<Promise<unknown>>();
  private running: Child[] = [];
  private readonly options = new Map<string, ChildOptions>();
  private readonly crashListeners: ((how: string) => void)[] = [];

  /** Starts a program. Its name begins with its kind: `agent anna`, `hub`. */
  async start(options: ChildOptions): Promise<{ child: Child; ready: Ready }> {
    const start = Child.start(options);
    this.starting.add(start);
    try {
      const started = await start;
      this.pids.push(started.child.pid);
      this.running.push(started.child);
      this.options.set(options.name, options);
      started.child.onCrash((how) => {
        for (const listener of this.crashListeners) listener(how);
      });
      return started;
    } finally {
      this.starting.delete(start);
    }
  }

  /** The running program of this name. */
  get(name: string): Child {
    const child = this.running.find((one) => one.name === name);
    if (!child)
      throw new Error(`No program ${name} runs; those that do: ${this.running.map((one) => one.name).join(", ")}.`);
    return child;
  }

  /** All programs that run. */
  all(): readonly Pick<Child, "name" | "pid">[] {
    return this.running;
  }

  /** Ends a program at once, as when its machine loses power. */
  async kill(name: string): Promise<void> {
    const child = this.get(name);
    this.running = this.running.filter((one) => one !== child);
    await child.kill();
  }

  /** Ends a program as an upgrade does: it stops what it can leave to others, or (`drain`) finishes what it has begun first. */
  async end(name: string, how: "stop" | "drain"): Promise<void> {
    const child = this.get(name);
    await child[how]();
    // Not before: `stop` must end a program that takes long to finish.
    this.running = this.running.filter((one) => one !== child);
  }

  /** Starts a program that has ended with what it was started with. */
  async startAgain(name: string): Promise<Ready> {
    const options = this.options.get(name);
    if (!options || this.running.some((one) => one.name === name))
      throw new Error(`${name} was never started, or still runs.`);
    return (await this.start(options)).ready;
  }

  /** Told when a program ends that nobody has asked to. */
  onCrash(listener: (how: string) => void): void {
    this.crashListeners.push(listener);
  }

  /** Ends everything, agents first, also what is still starting. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.starting);
    const children = this.running;
    this.running = [];
    for (const kind of ENDS) {
      await Promise.all(children.filter(({ name }) => name.startsWith(kind)).map((child) => child.stop()));
    }
  }
}
