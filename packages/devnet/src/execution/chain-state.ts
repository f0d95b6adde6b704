import type { Computors } from "../computors/computors.ts";
import { OcEngine } from "../oc/oc-engine.ts";
import { TransactionPool } from "../pool/transaction-pool.ts";
import { Spectrum } from "../spectrum/spectrum.ts";
import { TickStore } from "../ticks/tick-store.ts";
import type { ContractHost } from "./contract-host.ts";

/** Contracts that the network has places for: 28 is the last taken on the real network, ours is the next. */
export const CONTRACT_COUNT = 30;

/** Everything that a tick changes. */
export class ChainState {
  readonly computors: Computors;
  readonly spectrum = new Spectrum();
  readonly pool = new TransactionPool(this.spectrum);
  readonly ticks = new TickStore();
  readonly oc = new OcEngine();
  readonly contracts = new Map<number, ContractHost>();
  /** The tick that is, or was last, executed. */
  tick: number;
  epoch: number;
  /** First tick of the epoch. */
  initialTick: number;
  /** Time of the current tick, and of the epoch's first one. */
  time: Date;
  initialTime: Date;
  /** Transactions executed in this epoch. */
  numberOfTransactions = 0;
  /** Transactions of the current tick; -1 for an empty tick. */
  numberOfTickTransactions = -1;

  constructor(computors: Computors, genesis: { tick: number; epoch: number; time: Date }) {
    this.computors = computors;
    this.tick = genesis.tick;
    this.epoch = genesis.epoch;
    this.initialTick = genesis.tick;
    this.time = genesis.time;
    this.initialTime = genesis.time;
    this.pool.startAt(genesis.tick);
  }
}
