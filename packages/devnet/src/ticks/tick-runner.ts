import { EventEmitter } from "node:events";
import { k12, type OcInvocation } from "@qubix/qubic";
import { DevnetError } from "../devnet-error.ts";
import type { ChainState } from "../execution/chain-state.ts";
import { endEpoch } from "../execution/end-epoch.ts";
import { executeTick, takesFees } from "../execution/execute-tick.ts";
import { signAuthorizations } from "../oc/sign-authorizations.ts";
import type { JournalRecord } from "../state/record.ts";
import { type Snapshot, takeSnapshot } from "../state/snapshot.ts";
import type { StateDirectory } from "../state/state-directory.ts";
import { type StoredTick, storeTick } from "./stored-tick.ts";

/** A leader fixes its tick's list this many ticks ahead. */
const LIST_OFFSET = 2;
/** Computors schedule their authorizations this many ticks ahead: the list after next is fixed already. */
const AUTHORIZATION_OFFSET = 3;
/** Invocations whose 676 signatures each fit into one tick's pool; the rest follows in the next tick. */
const MAX_SIGNED_PER_TICK = 54;
/** A snapshot is taken when executing the journal again would take about half a second, and with each epoch. */
const SNAPSHOT_TICKS = 4_096;
const SNAPSHOT_JOURNAL_BYTES = 8 << 20;

export interface TickRunnerOptions {
  chain: ChainState;
  genesis: string;
  silentComputors: number;
  state: StateDirectory | undefined;
  onBundle(bundle: OcInvocation): void;
  /** Told after each tick that was made how long it took. */
  onTicked?: ((seconds: number) => void) | undefined;
}

/** What everyone may hear of: the last tick that was executed and, with a state directory, is on the disk. */
export interface ChainHead {
  tick: number;
  epoch: number;
  initialTick: number;
  /** When it was reached, on the monotonic clock. */
  since: number;
}

/**
 * Runs one step of the chain after the other: execute the tick, let computors sign, fix the list of the tick after
 * next, write it down, tell the world. Steps never overlap.
 */
export class TickRunner extends EventEmitter<{ tick: [ChainHead]; halted: [Error] }> {
  readonly #options: TickRunnerOptions;
  readonly #chain: ChainState;
  #head: ChainHead;
  #queue: Promise<unknown> = Promise.resolve();
  #snapshotTick = 0;
  #halted: Error | undefined;

  constructor(options: TickRunnerOptions) {
    super();
    this.#options = options;
    this.#chain = options.chain;
    this.#head = this.#headOf(options.chain);
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** Why no more ticks come, if so: a contract was aborted, or the disk failed. */
  get halted(): Error | undefined {
    return this.#halted;
  }

  /** The very first tick, with which contracts are made. */
  genesis(initialize: () => void): Promise<void> {
    return this.#enqueue(async () => {
      executeTick(this.#chain, { fees: new Map(), initialize });
      this.#fixList();
      await this.#snapshot();
      this.#publish();
    });
  }

  /** Continues a saved chain, restored from its snapshot: executes again what came after that. */
  resume({ snapshot, records }: { snapshot: Snapshot; records: JournalRecord[] }): Promise<void> {
    return this.#enqueue(async () => {
      const past = records.filter(({ tick }) => tick <= snapshot.tick);
      for (const record of past) this.#remember(record);
      for (const stored of snapshot.next) this.#chain.ticks.add(stored);
      for (const record of records.slice(past.length)) this.#replay(record);
      await this.#snapshot();
      this.#publish();
    });
  }

  advance(): Promise<void> {
    return this.#enqueue(async () => {
      const begun = performance.now();
      this.#step();
      const fees = this.#takeFees();
      await this.#finish(executeTick(this.#chain, { fees }), false, fees);
      this.#options.onTicked?.((performance.now() - begun) / 1_000);
    });
  }

  /** Ends the epoch; the next one's first tick is executed, too. */
  advanceEpoch(): Promise<void> {
    return this.#enqueue(async () => {
      this.#chain.tick++;
      endEpoch(this.#chain);
      const fees = this.#takeFees();
      await this.#finish(executeTick(this.#chain, { fees }), true, fees);
    });
  }

  /** Resolves when nothing is being done any more. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(async () => {
      if (this.#halted) throw this.#halted;
      try {
        await work();
      } catch (error) {
        this.#halted = new DevnetError("CHAIN_HALTED", `The chain has halted: ${(error as Error).message}`, {
          cause: error,
        });
        this.emit("halted", this.#halted);
        throw this.#halted;
      }
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  /** To the next tick. Its time is that of the tick before, if its leader named a later one than known. */
  #step(): void {
    const chain = this.#chain;
    const named = chain.ticks.get(chain.tick)?.time;
    chain.time = named && named > chain.time ? named : new Date(chain.time.getTime() + 1);
    chain.tick++;
    chain.pool.startAt(chain.tick);
  }

  #takeFees(): Map<number, bigint> {
    if (!takesFees(this.#chain.tick)) return new Map();
    return new Map(
      [...this.#chain.contracts.values()].map((contract) => [contract.index, contract.takeExecutionFee()]),
    );
  }

  async #finish(bundles: OcInvocation[], newEpoch: boolean, fees: Map<number, bigint>): Promise<void> {
    const { chain, state, silentComputors } = this.#options;
    const due = chain.oc.takeUnsigned(chain.tick, MAX_SIGNED_PER_TICK);
    const next = this.#fixList();
    if (due.length > 0) {
      const tick = chain.tick + AUTHORIZATION_OFFSET;
      const signed = await signAuthorizations(due, chain.computors, tick, silentComputors);
      for (const transaction of signed) chain.pool.add(transaction, true);
    }
    const outcomes = chain.ticks.get(chain.tick)?.outcomes;
    await state?.append({ tick: chain.tick, newEpoch, fees, outcomes, next });
    this.#publish();
    for (const bundle of bundles) this.#options.onBundle(bundle);
    const many =
      chain.tick - this.#snapshotTick >= SNAPSHOT_TICKS || (state?.journalBytes ?? 0) > SNAPSHOT_JOURNAL_BYTES;
    if (newEpoch || many) await this.#snapshot();
  }

  /** What a leader does: lists what the pool has for the tick after next. Later arrivals for it are never executed. */
  #fixList(): StoredTick {
    const { pool, ticks, tick, epoch, spectrum } = this.#chain;
    const listed = tick + LIST_OFFSET;
    const timelock = k12(new TextEncoder().encode(`${tick} ${spectrum.totalAmount} ${spectrum.size}`));
    const stored = storeTick({ tick: listed, epoch, time: new Date(), timelock }, pool.transactionsFor(listed));
    ticks.add(stored);
    return stored;
  }

  #remember({ tick, newEpoch, outcomes, next }: JournalRecord): void {
    const { ticks } = this.#chain;
    if (newEpoch) ticks.beginEpoch(tick);
    const executed = ticks.get(tick);
    if (executed && outcomes) ticks.markExecuted(executed, outcomes);
    ticks.add(next);
  }

  #replay({ tick, newEpoch, fees, next }: JournalRecord): void {
    if (tick !== this.#chain.tick + 1) {
      throw new DevnetError("STATE_DAMAGED", `The journal has no tick ${this.#chain.tick + 1}; delete the directory.`);
    }
    if (newEpoch) {
      this.#chain.tick++;
      endEpoch(this.#chain);
    } else {
      this.#step();
    }
    executeTick(this.#chain, { fees });
    this.#chain.ticks.add(next);
  }

  async #snapshot(): Promise<void> {
    const { chain, state, genesis } = this.#options;
    this.#snapshotTick = chain.tick;
    await state?.save(takeSnapshot(chain, genesis));
  }

  #publish(): void {
    this.#head = this.#headOf(this.#chain);
    this.emit("tick", this.#head);
  }

  #headOf({ tick, epoch, initialTick }: ChainState): ChainHead {
    return { tick, epoch, initialTick, since: performance.now() };
  }
}
