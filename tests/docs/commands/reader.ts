import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Stay } from "./stay.ts";

const MARK = "The block has ended, says the test.";

/** Somebody who reads a document and types its commands into one shell; what stays gets another one. */
export class Reader {
  readonly #shell: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #stays: Stay[] = [];
  #said = "";

  /** @param variables file in which the shell's variables are kept for what stays */
  constructor(
    readonly folder: string,
    readonly environment: NodeJS.ProcessEnv,
    readonly variables: string,
  ) {
    this.#shell = spawn("bash", ["--noprofile", "--norc", "-a", "-e", "-u", "-o", "pipefail"], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    for (const stream of [this.#shell.stdout!, this.#shell.stderr!]) stream.on("data", (text) => (this.#said += text));
    // Where a command fails the shell has ended before all is typed.
    this.#shell.stdin!.on("error", () => {});
    this.#closed = once(this.#shell, "close");
  }

  /** Runs commands to their end. @throws Error with what they printed, when one fails */
  async run(commands: string): Promise<void> {
    this.#said = "";
    const ended = Promise.race([this.#marked(), this.#closed]);
    this.#shell.stdin!.write(`{ ${commands.trimEnd()}\n} </dev/null\nexport -p >'${this.variables}'\necho '${MARK}'\n`);
    await ended;
    if (!this.#said.includes(MARK)) throw new Error(`This failed:\n${commands}\nand printed:\n${this.#said}`);
  }

  /** What a variable of the shell holds, after a block. */
  variable(name: string): string | undefined {
    return new RegExp(`^declare -x ${name}="(.*)"$`, "m").exec(readFileSync(this.variables, "utf8"))?.[1];
  }

  /** Starts a command that stays. @throws Error when it ends before it has printed `until` */
  async stay(command: string, until: string): Promise<void> {
    const { folder: cwd, environment: env, variables } = this;
    const stay = new Stay(`set -a; [ ! -e '${variables}' ] || . '${variables}'\n${command}`, { cwd, env });
    this.#stays.push(stay);
    await stay.untilSaid(until);
  }

  /** Closes the shell, and ends what stays with Ctrl-C, the last one first. @throws Error when one had ended by itself */
  async leave(): Promise<void> {
    this.#shell.stdin!.end();
    await this.#closed;
    for (const stay of this.#stays.splice(0).reverse()) await stay.interrupt();
  }

  #marked(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.#said.includes(MARK)) return;
        this.#shell.stdout!.off("data", look);
        resolve();
      };
      this.#shell.stdout!.on("data", look);
    });
  }
}
