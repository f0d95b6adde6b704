import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Question } from "./messages.ts";

type Asked<Q> = Q extends unknown ? Omit<Q, "id"> : never;

/** A process of the bench that answers questions. */
export class Child {
  #next = 1;

  private constructor(readonly process: ChildProcess) {}

  /** Started when it has said so. */
  static async start(file: URL, args: string[]): Promise<Child> {
    const execArgv = ["--expose-gc", "--import", import.meta.resolve("tsx")];
    const child = new Child(fork(file, args, { execArgv, stdio: ["ignore", 2, 2, "ipc"] }));
    await child.#answer(0);
    return child;
  }

  ask<T>(question: Asked<Question>): Promise<T> {
    const id = this.#next++;
    this.process.send({ ...question, id });
    return this.#answer(id);
  }

  async stop(): Promise<void> {
    this.process.disconnect();
    if (this.process.exitCode === null) await once(this.process, "exit");
  }

  #answer<T>(id: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const hear = (message: { id: number; value: T }) => {
        if (message.id !== id) return;
        this.process.off("message", hear as () => void);
        this.process.off("exit", died);
        resolve(message.value);
      };
      const died = () => reject(new Error("a process of the bench has died"));
      this.process.on("message", hear as () => void);
      this.process.on("exit", died);
    });
  }
}
