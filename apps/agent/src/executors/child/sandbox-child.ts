import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { ExecutionFailure } from "../execution-failure.ts";
import { encodeJsonFrame, FRAME, FrameCutter } from "./frames.ts";

/** How to start a child: its script, what node gets, and which files it may read. */
export type ChildCommand = {
  script: string;
  scriptArguments: string[];
  readable: string[];
  nodeArguments: string[];
  threads: boolean;
};

/** What a run sends, already cut into frames; a thrown error ends the child as misbehaving. */
export type FrameHandler = (kind: number, payload: Uint8Array) => void;

const MAXIMUM_STDERR = 4096;

/** One child process that does one run after another. It has no environment, may not write files or start processes
 * where node can forbid it, and is killed as soon as anything is odd. */
export class SandboxChild {
  readonly #process: ChildProcess;
  #handler: FrameHandler | undefined;
  #finish: ((error?: Error) => void) | undefined;
  #stderr = "";
  #dead: Error | undefined;
  runs = 0;

  constructor(command: ChildCommand) {
    const { file, args } = commandLine(command);
    this.#process = spawn(file, args, {
      env: {},
      cwd: "/",
      stdio: ["pipe", "ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    this.#process.once("error", (error) => this.#die(new ExecutionFailure("CHILD_DIED", error.message)));
    this.#process.once("close", (code, signal) =>
      this.#die(new ExecutionFailure("CHILD_DIED", `${signal ?? code} ${this.#stderr}`.trim())),
    );
    this.#process.stderr!.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-MAXIMUM_STDERR);
    });
    (this.#process.stdin as Writable).on("error", () => {});
    const cutter = new FrameCutter();
    (this.#process.stdio[3] as Readable).on("data", (chunk: Buffer) => {
      try {
        for (const { kind, payload } of cutter.push(chunk)) this.#take(kind, payload);
      } catch (error) {
        this.#die(
          error instanceof ExecutionFailure
            ? error
            : new ExecutionFailure("CHILD_MISBEHAVED", (error as Error).message),
        );
      }
    });
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Sends a request and hands each frame on until `done`. Rejects with ExecutionFailure; the child is dead then. */
  run(request: unknown, handler: FrameHandler, signal: AbortSignal): Promise<void> {
    if (this.#dead) return Promise.reject(this.#dead);
    this.runs += 1;
    return new Promise((resolve, reject) => {
      const abort = () =>
        this.#die(signal.reason instanceof ExecutionFailure ? signal.reason : new ExecutionFailure("ABORTED"));
      this.#handler = handler;
      this.#finish = (error) => {
        signal.removeEventListener("abort", abort);
        this.#handler = undefined;
        this.#finish = undefined;
        if (error) reject(error);
        else resolve();
      };
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      else this.#process.stdin!.write(encodeJsonFrame(FRAME.run, request));
    });
  }

  kill(): void {
    this.#die(new ExecutionFailure("ABORTED"));
  }

  #take(kind: number, payload: Uint8Array): void {
    if (kind === FRAME.ready) return;
    if (!this.#handler) throw new RangeError("a frame outside of a run");
    if (kind === FRAME.failed)
      throw new ExecutionFailure("MACHINE", String((readJson(payload) as { message?: unknown }).message).slice(0, 500));
    this.#handler(kind, payload);
    if (kind === FRAME.done) this.#finish?.();
  }

  #die(error: Error): void {
    if (this.#dead) return;
    this.#dead = error;
    this.#process.kill("SIGKILL");
    this.#finish?.(error);
  }
}

export const readJson = (payload: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(payload));

/** Node forbids files and processes; the shell, where there is one, forbids core dumps and writing files at all. */
function commandLine({ script, scriptArguments, readable, nodeArguments, threads }: ChildCommand): {
  file: string;
  args: string[];
} {
  const permission = Number(process.versions.node.split(".")[0]) >= 24 ? "--permission" : "--experimental-permission";
  const args = [
    permission,
    "--no-warnings",
    ...[script, ...scriptArguments, ...readable].map((path) => `--allow-fs-read=${path}`),
    ...(threads ? ["--allow-worker"] : []),
    ...nodeArguments,
    script,
    ...scriptArguments,
  ];
  if (process.platform === "win32") return { file: process.execPath, args };
  return { file: "/bin/sh", args: ["-c", 'ulimit -c 0; ulimit -f 0; exec "$0" "$@"', process.execPath, ...args] };
}
