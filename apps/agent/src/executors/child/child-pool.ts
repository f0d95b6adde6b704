import { type ChildCommand, type FrameHandler, SandboxChild } from "./sandbox-child.ts";

/** A child is replaced after so many runs, so that nothing can gather in it. */
const RUNS_PER_CHILD = 1_024;

/** Children that wait for work, so that a short job doesn't pay for starting a process. A child is used again only
 * after a run that ended well. */
export class ChildPool {
  readonly #command: ChildCommand;
  readonly #idleLimit: number;
  readonly #idle: SandboxChild[] = [];
  readonly #busy = new Set<SandboxChild>();

  /** @param idleLimit children kept waiting */
  constructor(command: ChildCommand, idleLimit: number) {
    this.#command = command;
    this.#idleLimit = idleLimit;
  }

  /** Runs one request in a child of its own for that time. `started` gets the child's process id; `endedWell` says
   * afterwards whether the child may serve again. */
  async run(
    request: unknown,
    handler: FrameHandler,
    signal: AbortSignal,
    started: (pid: number) => void,
    endedWell: () => boolean,
  ): Promise<void> {
    const child = this.#take();
    this.#busy.add(child);
    if (child.pid !== undefined) started(child.pid);
    try {
      await child.run(request, handler, signal);
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      this.#busy.delete(child);
    }
    if (endedWell() && child.alive && child.runs < RUNS_PER_CHILD && this.#idle.length < this.#idleLimit)
      this.#idle.push(child);
    else child.kill();
  }

  close(): void {
    for (const child of [...this.#idle.splice(0), ...this.#busy]) child.kill();
  }

  #take(): SandboxChild {
    for (let child = this.#idle.pop(); child; child = this.#idle.pop()) if (child.alive) return child;
    return new SandboxChild(this.#command);
  }
}
