import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "./sandbox.ts";

const LOOK_MS = 100;
const TIMEOUT_MS = 240_000;

/** A real terminal: a shell in tmux, in a sandbox. */
export class RealTerminal {
  private constructor(private readonly socket: string) {}

  /** Opens one of so many columns, and waits for its prompt. Installs tmux where it may, else says that it is needed. */
  static async open(sandbox: Sandbox, columns: number): Promise<RealTerminal> {
    needTmux();
    const terminal = new RealTerminal(join(sandbox.folder, `tmux-${columns}-${process.hrtime.bigint()}`));
    const env = { ...sandbox.env, TERM: "xterm-256color", PS1: "> " };
    const size = ["-x", String(columns), "-y", "60"];
    terminal.#tmux(["-f", "/dev/null", "new-session", "-d", ...size, "bash", "--norc", "--noprofile"], {
      cwd: sandbox.work,
      env,
    });
    // What is typed earlier is drawn twice.
    await terminal.until(/^>$/m);
    return terminal;
  }

  /** Types a line and Enter. */
  type(line: string): void {
    this.#tmux(["send-keys", "-l", line]);
    this.#tmux(["send-keys", "Enter"]);
  }

  interrupt(): void {
    this.#tmux(["send-keys", "C-c"]);
  }

  /** What is on the screen and above it; with `escapes` also how it is drawn. */
  screen(escapes = false): string {
    return this.#tmux(["capture-pane", "-p", "-S", "-", ...(escapes ? ["-e"] : [])]);
  }

  /** Waits until the screen shows something, and returns it. */
  async until(what: RegExp): Promise<string> {
    const deadline = Date.now() + TIMEOUT_MS;
    for (;;) {
      const screen = this.screen();
      if (what.test(screen)) return screen;
      if (Date.now() > deadline) throw new Error(`${what} did not come up. The screen:\n${screen}`);
      await sleep(LOOK_MS);
    }
  }

  /** Runs a command, and returns what stands below it when it has ended; with its exit code. */
  async run(line: string): Promise<{ text: string; drawn: string; code: number }> {
    this.#tmux(["send-keys", "-R"]);
    this.#tmux(["clear-history"]);
    this.type(`${line}; echo "code:$?"`);
    const screen = await this.until(/^code:[0-9]+$/m);
    const code = Number(/^code:([0-9]+)$/m.exec(screen)![1]);
    return { text: between(screen), drawn: between(this.screen(true)), code };
  }

  close(): void {
    this.#tmux(["kill-server"]);
  }

  #tmux(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): string {
    return execFileSync("tmux", ["-S", this.socket, ...args], { encoding: "utf8", ...options });
  }
}

/** What stands between the command that was typed and its exit code. */
function between(screen: string): string {
  const end = screen.indexOf("\ncode:");
  const typed = screen.lastIndexOf('code:$?"', end);
  return screen.slice(screen.indexOf("\n", typed) + 1, end);
}

function needTmux(): void {
  if (spawnSync("tmux", ["-V"]).status === 0) return;
  const installed = process.getuid?.() === 0 && spawnSync("apt-get", ["install", "-y", "tmux"]).status === 0;
  if (!installed) throw new Error("These tests need a terminal: install tmux (apt-get install tmux).");
}
