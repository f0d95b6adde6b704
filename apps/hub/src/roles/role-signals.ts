import { EventEmitter } from "node:events";
import { channels, type Store } from "@qubix/store";
import { z } from "zod";
import type { Applied } from "../chain/apply-events.ts";

/** How far the watcher has come. */
export interface Position {
  nextSeq: bigint;
  /** Tick up to which everything is projected. */
  tick: number;
  /** The hub's registration or the contract's configuration may have changed. */
  changed: boolean;
}

/** What roles tell one another, within this process and over the store's pub/sub to the hub's other processes. */
export interface HubSignals {
  /** The current tick is a new one; each process looks for itself. */
  tick: [];
  /** Events or state were projected. Changes of jobs are told within the process only. */
  applied: [Applied];
  projected: [Position];
  /** An intent was planned. */
  intent: [id: string];
  /** A machine said that it lives. */
  machine: [provider: number, machine: string];
}

/** Attempts in one message: below the 8,000 bytes that NOTIFY of PostgreSQL takes. */
const IN_ONE = 40;

const attempt = z.tuple([z.int(), z.int(), z.string(), z.string()]);
const Message = z.object({
  from: z.string(),
  attempts: z.array(attempt).default([]),
  providers: z.array(z.int()).default([]),
  position: z.tuple([z.string(), z.int(), z.boolean()]).optional(),
  intent: z.string().optional(),
  machine: z.tuple([z.int(), z.string()]).optional(),
});
type Message = Partial<z.input<typeof Message>>;

/**
 * Signals are hints: whoever misses one finds what it was about in the store, a little later. `emit` reaches this process,
 * `tell` all processes of the hub.
 */
export class RoleSignals extends EventEmitter<HubSignals> {
  #hearing: Promise<void> = Promise.resolve();
  #publish: ((message: Message) => void) | undefined;

  /**
   * Speaks with the other processes from now on. @param hub identity of its key @param holder names this process
   * @returns ends it
   */
  async link(
    store: Pick<Store, "pubSub" | "providers">,
    { hub, holder }: { hub: string; holder: string },
    onError: (error: unknown) => void,
  ): Promise<() => Promise<void>> {
    const channel = channels.roles(hub);
    this.#publish = (message) =>
      void store.pubSub.publish(channel, JSON.stringify({ from: holder, ...message })).catch(onError);
    return store.pubSub.subscribe(channel, (text) => {
      const message = Message.safeParse(JSON.parse(text)).data;
      if (!message || message.from === holder) return;
      // One after the other: the newest word on an attempt must be the last.
      this.#hearing = this.#hearing.then(() => this.#hear(message, store)).catch(onError);
    });
  }

  tellApplied(applied: Applied): void {
    this.emit("applied", applied);
    const attempts = applied.attempts.map(({ id, provider, machine, state }): z.input<typeof attempt> => {
      return [id, provider, machine, state];
    });
    const providers = applied.providers.map(({ slot }) => slot);
    for (let at = 0; at === 0 || at < attempts.length; at += IN_ONE)
      this.#publish?.({ attempts: attempts.slice(at, at + IN_ONE), providers: at === 0 ? providers : [] });
  }

  tellProjected(position: Position): void {
    this.emit("projected", position);
    this.#publish?.({ position: [String(position.nextSeq), position.tick, position.changed] });
  }

  tellIntent(id: string): void {
    this.emit("intent", id);
    this.#publish?.({ intent: id });
  }

  tellMachine(provider: number, machine: string): void {
    this.emit("machine", provider, machine);
    this.#publish?.({ machine: [provider, machine] });
  }

  async #hear(
    { attempts, providers, position, intent, machine }: z.output<typeof Message>,
    store: Pick<Store, "providers">,
  ): Promise<void> {
    if (position) this.emit("projected", { nextSeq: BigInt(position[0]), tick: position[1], changed: position[2] });
    if (intent !== undefined) this.emit("intent", intent);
    if (machine) this.emit("machine", ...machine);
    if (attempts.length + providers.length === 0) return;
    const records = await store.providers.getMany(providers);
    const changed = attempts.map(([id, provider, name, state]) => ({ id, provider, machine: name, state }));
    this.emit("applied", { jobs: [], attempts: changed as Applied["attempts"], providers: records });
  }
}
