import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { DevnetError } from "../devnet-error.ts";
import type { ChainState } from "../execution/chain-state.ts";
import type { OcEngine } from "../oc/oc-engine.ts";
import type { SpectrumEntry } from "../spectrum/spectrum.ts";
import type { StoredTick } from "../ticks/stored-tick.ts";

/** A chain after a tick, without the transactions of its past ticks: those are in the journal. */
export interface Snapshot {
  format: 1;
  /** Names what the chain was made of; a state of another origin can't be continued. */
  genesis: string;
  tick: number;
  epoch: number;
  initialTick: number;
  time: Date;
  initialTime: Date;
  numberOfTransactions: number;
  spectrum: SpectrumEntry[];
  oc: ReturnType<OcEngine["save"]>;
  contracts: { index: number; reserve: bigint; state: Uint8Array }[];
  /** The lists fixed for the two next ticks. */
  next: StoredTick[];
}

export function takeSnapshot(chain: ChainState, genesis: string): Snapshot {
  const { tick, epoch, initialTick, time, initialTime, numberOfTransactions } = chain;
  return {
    format: 1,
    genesis,
    tick,
    epoch,
    initialTick,
    time,
    initialTime,
    numberOfTransactions,
    spectrum: [...chain.spectrum.entries()],
    oc: chain.oc.save(),
    contracts: [...chain.contracts.values()].map(({ index, reserve, instance }) => ({
      index,
      reserve,
      state: instance.state(),
    })),
    next: [tick + 1, tick + 2].map((later) => chain.ticks.get(later)).filter((stored) => stored !== undefined),
  };
}

/** Puts a chain that was just made into the state of a snapshot; its ticks are put back by the runner. */
export function restoreSnapshot(chain: ChainState, snapshot: Snapshot): void {
  const { tick, epoch, initialTick, time, initialTime, numberOfTransactions } = snapshot;
  Object.assign(chain, { tick, epoch, initialTick, time, initialTime, numberOfTransactions });
  chain.spectrum.restore(snapshot.spectrum);
  chain.oc.restore(snapshot.oc);
  for (const { index, reserve, state } of snapshot.contracts) {
    const contract = chain.contracts.get(index)!;
    contract.reserve = reserve;
    contract.instance.loadState(state);
  }
  chain.pool.startAt(tick);
}

/** SHA-256, then the snapshot. */
export function encodeSnapshot(snapshot: Snapshot): Buffer {
  const body = serialize(snapshot);
  return Buffer.concat([createHash("sha256").update(body).digest(), body]);
}

/** Throws DevnetError STATE_DAMAGED or STATE_MISMATCH. */
export function decodeSnapshot(bytes: Buffer, genesis: string): Snapshot {
  const body = bytes.subarray(32);
  if (!createHash("sha256").update(body).digest().equals(bytes.subarray(0, 32))) {
    throw new DevnetError("STATE_DAMAGED", "The saved chain is damaged; delete its directory to begin anew.");
  }
  const snapshot = deserialize(body) as Snapshot;
  if (snapshot.format !== 1 || snapshot.genesis !== genesis) {
    throw new DevnetError(
      "STATE_MISMATCH",
      "The saved chain began with another genesis (seed, accounts, contract or its configuration); start with what it began with, or delete its directory.",
    );
  }
  return snapshot;
}
