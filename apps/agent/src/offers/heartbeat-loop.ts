import type { AgentWelcome, MachineDescription } from "@qubix/protocol";
import { attemptId } from "../attempts/attempt-record.ts";
import { LoadMeter } from "../machine/load-meter.ts";
import type { Services } from "../services.ts";
import { sayHello } from "./say-hello.ts";

/** Tells the hub that machine and attempts live, and stops what the hub wants stopped. Not called while one beat is
 * still on its way. */
export class HeartbeatLoop {
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #trouble: string | undefined = "the hub has not taken a heartbeat yet";
  readonly #services: Services;
  readonly #machine: MachineDescription;
  readonly #everyMs: number;
  readonly #accepting: () => boolean;
  readonly #load = new LoadMeter();
  #takesLoad: boolean;

  constructor(services: Services, machine: MachineDescription, welcome: AgentWelcome, accepting: () => boolean) {
    this.#services = services;
    this.#machine = machine;
    this.#everyMs = welcome.heartbeatMs;
    this.#takesLoad = welcome.takesLoad === true;
    this.#accepting = accepting;
  }

  start(): void {
    let missed = false;
    const beat = async () => {
      try {
        // A hub that was away may have forgotten the machine.
        if (missed) this.#takesLoad = (await sayHello(this.#services, this.#machine)).takesLoad === true;
        await this.#beat();
        missed = false;
        this.#told(undefined);
      } catch (error) {
        missed = true;
        this.#told("the hub did not take the last heartbeat");
        this.#services.log.warn("a heartbeat did not arrive", { reason: (error as Error).message });
      }
      if (!this.#closed) this.#timer = setTimeout(beat, this.#everyMs);
    };
    void beat();
  }

  /** What is wrong between this agent and its hub, in words; nothing when the hub took the last heartbeat. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  #told(trouble: string | undefined): void {
    this.#trouble = trouble;
    this.#services.metrics.heartbeat(trouble === undefined);
  }

  stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #beat(): Promise<void> {
    const { hub, provider, machine, capacity, attempts } = this.#services;
    const free = Math.max(0, capacity - attempts.all().filter(({ record }) => record.phase === "running").length);
    const beats = attempts.all().map(({ offer, phase, progress, metrics }) => ({
      jobKey: offer.jobKey,
      attempt: offer.attempt,
      phase,
      progress,
      metrics,
    }));
    const load = this.#takesLoad ? this.#load.take() : undefined;
    const body = {
      provider: provider.slot,
      machine,
      freeSlots: this.#accepting() ? free : 0,
      ...(load && { load }),
      attempts: beats.slice(0, 1024),
    };
    const reply = await hub.call("agentHeartbeats", { body, timeoutMs: Math.max(5_000, this.#everyMs) });
    for (const cancel of reply.cancel) {
      const attempt = attempts.get(attemptId(cancel));
      // A finished result is the contract's affair: only it can end the attempt now.
      if (attempt && attempt.record.phase === "running")
        attempt.stop.abort(new Error(`the hub cancelled it: ${cancel.reason}`));
    }
  }
}
