import type { GetBatchOutput, Hub, Model, Provider } from "@qubix/contract";
import { BatchStatus, NO_HUB } from "@qubix/contract";
import type { BatchRecord, ChainModelRecord, HubRecord, ProviderRecord } from "@qubix/market";
import { identityFromPublicKey, toHex } from "@qubix/qubic";

/** The contract's records in the market's words. */

const NO_PARENT = 0xffff;

export function hubRecord(slot: number, hub: Hub): HubRecord {
  return {
    slot,
    owner: identityFromPublicKey(hub.owner),
    hot: identityFromPublicKey(hub.hot),
    bond: hub.bond,
    exposure: hub.exposure,
    minFee: hub.minFee,
    paused: hub.paused !== 0,
    changedTick: hub.changedTick,
  };
}

/** A slot that was given back is shown as paused and without stake, so that nothing matches it. */
export function providerRecord(slot: number, provider: Provider): ProviderRecord {
  const { reputation } = provider;
  return {
    slot,
    owner: identityFromPublicKey(provider.owner),
    hot: identityFromPublicKey(provider.hot),
    payout: identityFromPublicKey(provider.payout),
    stake: provider.used ? provider.stake - provider.unstaking : 0n,
    locked: provider.locked,
    minPrice: provider.minPrice,
    capacity: provider.capacity,
    live: provider.live,
    hubs: provider.hubs.filter((hub) => hub !== NO_HUB),
    anyHub: provider.anyHub !== 0,
    paused: provider.paused !== 0 || provider.used === 0,
    reputation: {
      verified: String(reputation.verified),
      undecided: String(reputation.undecided),
      oddOneOut: String(reputation.odd),
      expired: String(reputation.unrevealed),
      declined: String(reputation.declined),
      lost: String(reputation.lost),
      requesters: countBits(reputation.requesters),
    },
    changedTick: provider.changedTick,
  };
}

export function modelRecord(slot: number, model: Model): ChainModelRecord {
  return {
    slot,
    digest: `sha256:${toHex(model.digest)}`,
    creator: identityFromPublicKey(model.creator),
    royalty: model.royalty,
    accessPrice: model.accessPrice,
    active: model.active !== 0,
    ...(model.parent === NO_PARENT ? {} : { parent: model.parent }),
    parentShareBps: model.parentShareBps,
    changedTick: model.changedTick,
  };
}

/** @returns undefined while the batch is open, or no longer known to the contract */
export function batchRecord(output: GetBatchOutput): BatchRecord | undefined {
  if (!output.found || output.status === BatchStatus.Open || output.status === BatchStatus.None) return undefined;
  const { batch, root, count, epoch, tick, status, invocationId } = output;
  return {
    batch,
    root: toHex(root),
    count,
    epoch,
    tick,
    ...(invocationId > 0n ? { invocationId } : {}),
    state: status === BatchStatus.Authorized ? "authorized" : status === BatchStatus.Failed ? "failed" : "flushed",
  };
}

/** Set bits of the sketch of requesters: distinct requesters, as long as they are few. */
function countBits(sketch: bigint): number {
  return sketch.toString(2).replaceAll("0", "").length;
}
