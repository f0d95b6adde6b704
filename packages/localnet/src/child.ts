import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { compileProgram } from "./compile/compile-program.ts";
import { LocalnetError } from "./localnet-error.ts";

/** A program to run as a child process; it announces itself by one line of JSON with `"ready":true` on stdout. */
export interface ChildOptions {
  /** How it is called in messages. */
  name: string;
  /** File to run: TypeScript here, JavaScript where it was installed as a package. */
  file: string;
  args: string[];
  /** Where its stdout and stderr go. */
  logFile: string;
  env?: Record<string, string>;
}

/** What a program says about itself when it is ready. */
export type Ready = { ready: true } & Record<string, unknown>;

const EXIT_WITH_PARENT = new URL("./exit-with-parent.mjs", import.meta.url).href;
const READY_TIMEOUT_MS = 240_000;
const STOP_GRACE_MS = 5_000;
const TAIL_LINES = 20;

/** A running program of the local network. */
export class Child {
  /** The last lines it printed to stderr, for messages about its end. */
  private readonly tail: string[] = [];
  private readonly log: WriteStream;
  private stopping = false;
  /** Resolves with how it ended: `code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;

  private constructor(
    readonly name: string,
    private readonly process: ChildProcess,
    logFile: string,
  ) {
    this.log = createWriteStream(logFile, { flags: "a" });
    // "close" comes after the last line of output; "exit" alone might lose it.
    this.ended = new Promise((resolve) => {
      process.once("error", (error) => resolve(error.message));
      process.once("close", (code, signal) => resolve(signal ?? `code ${code}`));
    });
  }

  get pid(): number {
    return this.process.pid!;
  }

  /**
   * Starts a program and waits until it says that it is ready.
   * @throws LocalnetError PROCESS_FAILED (it ended, with its last lines), PROCESS_NOT_READY
   */
  static async start(options: ChildOptions): Promise<{ child: Child; ready: Ready }> {
    const file = options.file.endsWith("ts") ? await compileProgram(options.file) : options.file;
    const args = ["--import", EXIT_WITH_PARENT, file, ...options.args];
    const spawned = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A group of its own: Ctrl-C reaches only the supervisor, which ends things in order, and a killed program
      // takes its own children with it.
      detached: true,
      env: { ...process.env, ...options.env },
    });
    const child = new Child(options.name, spawned, options.logFile);
    try {
      return { child, ready: await child.untilReady() };
    } catch (error) {
      await child.kill();
      throw error;
    }
  }

  /** Asks it to end, and ends it by force when it has not after a few seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.process.kill("SIGTERM");
    const force = setTimeout(() => this.signalGroup("SIGKILL"), STOP_GRACE_MS);
    await this.ended;
    clearTimeout(force);
    this.log.end();
  }

  /** Asks an agent to take nothing new, and waits for the end of what it has. */
  async drain(): Promise<void> {
    this.stopping = true;
    this.process.kill("SIGUSR2");
    await this.ended;
    this.log.end();
  }

  /** Ends it and its own children at once, as when the machine loses power. */
  async kill(): Promise<void> {
    this.stopping = true;
    this.signalGroup("SIGKILL");
    await this.ended;
    this.log.end();
  }

  /** Calls back when it ends without having been asked to. */
  onCrash(report: (how: string) => void): void {
    void this.ended.then((how) => {
      if (!this.stopping) report(`${this.name} ended with ${how}.\n${this.tail.join("\n")}`.trimEnd());
    });
  }

  private signalGroup(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.pid, signal);
    } catch {
      // It has ended already.
    }
  }

  private async untilReady(): Promise<Ready> {
    const said = new Promise<Ready>((resolve) => {
      createInterface({ input: this.process.stdout! }).on("line", (line) => {
        this.log.write(`${line}\n`);
        const ready = readyLine(line);
        if (ready) resolve(ready);
      });
      createInterface({ input: this.process.stderr! }).on("line", (line) => {
        this.log.write(`${line}\n`);
        this.tail.push(line);
        if (this.tail.length > TAIL_LINES) this.tail.shift();
      });
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), READY_TIMEOUT_MS);
    });
    const first = await Promise.race([said, this.ended, late]);
    clearTimeout(timer);
    if (typeof first === "object") return first;
    const [code, what] =
      first === "late"
        ? (["PROCESS_NOT_READY", `was not ready within ${READY_TIMEOUT_MS / 1000} s`] as const)
        : (["PROCESS_FAILED", `ended with ${first}`] as const);
    throw new LocalnetError(code, `${this.name} ${what}.\n${this.tail.join("\n")}`.trimEnd());
  }
}

function readyLine(line: string): Ready | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value = JSON.parse(line);
    return value?.ready === true ? value : undefined;
  } catch {
    return undefined;
  }
}
