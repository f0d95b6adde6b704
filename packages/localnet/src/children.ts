import { Child, type ChildOptions, type Ready } from "./child.ts";

/** The order in which the programs end: nobody loses what it depends on while it ends. */
const ENDS = ["agent", "hub", "oc-machine", "devnet"];

/** All programs of one local network: started one by one, ended together. */
export class Children {
  private readonly starting = new Set<Promise<unknown>>();
  private readonly running: Child[] = [];
  private readonly crashListeners: ((how: string) => void)[] = [];

  /** Starts a program. Its name begins with its kind: `agent anna`, `hub`. */
  async start(options: ChildOptions): Promise<{ child: Child; ready: Ready }> {
    const start = Child.start(options);
    this.starting.add(start);
    try {
      const started = await start;
      this.running.push(started.child);
      started.child.onCrash((how) => {
        for (const listener of this.crashListeners) listener(how);
      });
      return started;
    } finally {
      this.starting.delete(start);
    }
  }

  /** Told when a program ends that nobody has asked to. */
  onCrash(listener: (how: string) => void): void {
    this.crashListeners.push(listener);
  }

  /** Ends everything, agents first, also what is still starting. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.starting);
    const children = this.running.splice(0);
    for (const kind of ENDS) {
      await Promise.all(children.filter(({ name }) => name.startsWith(kind)).map((child) => child.stop()));
    }
  }
}
