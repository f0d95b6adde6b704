import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

const GRACE_MS = 60_000;

/** A command that runs beside others until Ctrl-C. */
export class Stay {
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;
  #said = "";

  constructor(
    readonly command: string,
    options: SpawnOptions,
  ) {
    // A group of its own, so that Ctrl-C reaches all that the command has started, as at a terminal.
    this.#process = spawn("bash", ["--noprofile", "--norc", "-c", command], {
      ...options,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.on("data", (text) => (this.#said += text));
    this.#closed = once(this.#process, "close");
  }

  /** Waits until it has printed a text. @throws Error when it ends before */
  async untilSaid(text: string): Promise<void> {
    let look = () => {};
    const said = new Promise<void>((resolve) => {
      look = () => this.#said.includes(text) && resolve();
      for (const stream of [this.#process.stdout!, this.#process.stderr!]) stream.on("data", look);
    });
    look();
    await Promise.race([said, this.#closed]);
    if (!this.#said.includes(text)) throw new Error(`${this.command}\nended and printed:\n${this.#said}`);
  }

  /** Ends it with Ctrl-C. @throws Error when it had ended by itself, or doesn't end */
  async interrupt(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) throw new Error(`${this.command}\nended by itself:\n${this.#said}`);
    process.kill(-this.#process.pid!, "SIGINT");
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), GRACE_MS);
    });
    const first = await Promise.race([this.#closed, late]);
    clearTimeout(timer);
    if (first !== "late") return;
    process.kill(-this.#process.pid!, "SIGKILL");
    throw new Error(`${this.command}\ndid not end at Ctrl-C:\n${this.#said}`);
  }
}
