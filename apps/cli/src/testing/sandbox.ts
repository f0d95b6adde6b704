import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileProgram } from "@qubix/localnet";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** What a command line has done. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A folder to work in, with a home of its own, where `qubix` is on the path of shells. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), "qubix-sandbox-"));
  readonly home = join(this.folder, "home");
  readonly work = join(this.folder, "work");
  readonly env: Record<string, string>;

  private constructor(program: string) {
    const bin = join(this.folder, "bin");
    for (const path of [this.home, this.work, bin]) mkdirSync(path);
    const qubix = join(bin, "qubix");
    writeFileSync(qubix, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(qubix, 0o755);
    const PATH = `${bin}${delimiter}${process.env.PATH}`;
    this.env = { ...(process.env as Record<string, string>), PATH, QUBIX_HOME: this.home };
  }

  /** A new sandbox, with today's `qubix`. */
  static async open(): Promise<Sandbox> {
    return new Sandbox(await compileProgram(MAIN));
  }

  /** Starts a command line of a shell, in a process group of its own. */
  start(line: string, variables: Record<string, string> = {}): ChildProcess {
    return spawn("bash", ["-o", "pipefail", "-c", line], {
      cwd: this.work,
      env: { ...this.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  }

  /** Runs a command line to its end. */
  run(line: string, variables: Record<string, string> = {}): Promise<Ran> {
    return endOf(this.start(line, variables));
  }

  /** Runs a command with `--json`, and reads the document that it prints. */
  async json<T = Record<string, unknown>>(line: string): Promise<T> {
    const { code, out, err } = await this.run(`${line} --json`);
    if (code !== 0) throw new Error(`${line} ended with ${code}: ${err || out}`);
    return JSON.parse(out) as T;
  }

  /** Runs a command that goes on until Ctrl-C: interrupts it when it has said something on standard output. */
  async runUntilReady(line: string, variables: Record<string, string> = {}): Promise<Ran> {
    const child = this.start(line, variables);
    const end = endOf(child);
    await Promise.race([new Promise((resolve) => child.stdout!.once("data", resolve)), end]);
    interrupt(child);
    return end;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Ctrl-C: all processes of the command line get it, as from a terminal. */
export function interrupt(child: ChildProcess): void {
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
}

/** What it has said when it has ended. */
export function endOf(child: ChildProcess): Promise<Ran> {
  let [out, err] = ["", ""];
  child.stdout!.on("data", (text) => (out += text));
  child.stderr!.on("data", (text) => (err += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}
