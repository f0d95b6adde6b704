import type { PubSub } from "@qubix/market";
import type { NetworkEvent } from "@qubix/protocol";
import { channels, decodeStateChanges } from "@qubix/store";
import type { Bus, ChainView } from "../app-context.ts";
import { Frame } from "./frame.ts";
import type { Outlet } from "./outlet.ts";
import { StateTally } from "./state-tally.ts";

/** News are gathered for this long; the more readers, the longer. */
const GATHER_MS = 250;
const GATHER_MS_PER_READER = 0.1;
/** Messages that are kept for readers who come back. */
const KEPT = 256;

/** A reader of the network channel. */
export interface NetworkReader {
  /** To be called when its outlet takes more again. */
  drain(): void;
  end(): void;
}

/** The network channel of this process: one message for all readers, gathered; who does not keep up misses some. */
export class NetworkFeed {
  /** Numbers grow over restarts too, as long as clocks do. */
  #seq = Date.now() * 1000;
  readonly #kept: Frame[] = [];
  readonly #readers = new Map<Outlet, { missed: boolean }>();
  readonly #tally = new StateTally();
  #status: NetworkEvent | undefined;
  #dirty = false;
  #timer: NodeJS.Timeout | undefined;
  #stop: (() => void) | undefined;

  constructor(
    readonly bus: Bus,
    readonly pubSub: PubSub,
    readonly chain: ChainView,
    readonly onError: (error: unknown) => void,
  ) {}

  /** @param from number of the last message that the reader has */
  add(outlet: Outlet, from: number | undefined): NetworkReader {
    if (this.#readers.size === 0) this.#listen();
    const reader = { missed: false };
    this.#readers.set(outlet, reader);
    const first = this.#kept[0]?.id ?? this.#seq + 1;
    const isKept = from !== undefined && from >= first - 1 && from <= this.#seq;
    const type = from === undefined || isKept ? "subscribed" : "reset";
    const start = isKept ? from : this.#seq;
    outlet.send(new Frame({ type, channel: "network", from: start }, start));
    if (isKept) for (const frame of this.#kept.slice(from + 1 - first)) outlet.send(frame);
    else outlet.send(this.#statusFrame());
    return {
      drain: () => {
        if (!reader.missed) return;
        reader.missed = false;
        outlet.send(this.#statusFrame());
      },
      end: () => {
        if (this.#readers.delete(outlet) && this.#readers.size === 0) this.#stop?.();
      },
    };
  }

  #listen(): void {
    const unsubscribe = this.bus.subscribe("network", () => this.#note());
    const changes = this.pubSub.subscribe(channels.stateChanges, (message) => {
      this.#tally.add(decodeStateChanges(message));
      this.#note();
    });
    this.#status = this.#currentStatus();
    this.#stop = () => {
      unsubscribe();
      changes.then((end) => end()).catch(this.onError);
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#dirty = false;
      this.#tally.take();
      // What comes in between is not seen: nobody can go on from before.
      this.#kept.length = 0;
    };
  }

  #note(): void {
    this.#dirty = true;
    this.#timer ??= setTimeout(() => this.#tell(), GATHER_MS + this.#readers.size * GATHER_MS_PER_READER);
  }

  #tell(): void {
    this.#timer = undefined;
    if (!this.#dirty) return;
    this.#dirty = false;
    const frames = this.#news().map(
      (event) => new Frame({ type: "network-event", seq: ++this.#seq, event }, this.#seq),
    );
    this.#kept.push(...frames);
    this.#kept.splice(0, Math.max(0, this.#kept.length - KEPT));
    for (const [outlet, reader] of this.#readers) {
      if (!outlet.ready) reader.missed = true;
      else for (const frame of frames) outlet.send(frame);
    }
  }

  #news(): NetworkEvent[] {
    const status = this.#currentStatus();
    const isNew = JSON.stringify(status) !== JSON.stringify(this.#status);
    this.#status = status;
    return isNew ? [status, ...this.#tally.take()] : this.#tally.take();
  }

  #currentStatus(): NetworkEvent {
    const { tick, epoch, halted } = this.chain.status();
    return halted ? { type: "halted", tick } : { type: "tick", epoch, tick };
  }

  #statusFrame(): Frame {
    return new Frame({ type: "network-event", seq: this.#seq, event: this.#currentStatus() }, this.#seq);
  }
}
