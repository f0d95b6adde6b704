import {
  authorizationDigestOf,
  decodeAuthorization,
  equalBytes,
  k12,
  MAX_AUTHORIZATIONS_PER_TRANSACTION,
  type OcInvocation,
  type OcSigner,
  QUORUM,
  QubicError,
  TRANSACTIONS_PER_TICK,
  verify,
} from "@qubix/qubic";
import { OC_REQUEST_SIZES } from "./oc-interfaces.ts";

/** Invocations of all contracts together that may be in flight at once. */
export const MAX_OC_IN_FLIGHT = 1_024;
/** Ticks after which an invocation without a quorum times out. */
export const OC_TIMEOUT_TICKS = 12;
/** Ticks before a computor that wasn't heard signs again. */
const RESCHEDULE_TICKS = 4;
const MAX_INVOCATIONS_PER_EPOCH = 1 << 21;

export const OcStatus = { unknown: 0, pending: 1, authorized: 2, timeout: 3 } as const;

/** One invocation of the current epoch. */
export interface OcRecord {
  invocationId: bigint;
  epoch: number;
  contractIndex: number;
  interfaceIndex: number;
  creationTick: number;
  request: Uint8Array;
  requestDigest: Uint8Array;
  status: number;
  /** Signers in the order in which their transactions were executed; emptied when the bundle is delivered. */
  signers: OcSigner[];
  /** Tick in which signatures were last scheduled; 0 for never. */
  lastScheduledTick: number;
  delivered: boolean;
}

export interface OcStatistics {
  invocations: number;
  authorized: number;
  timedOut: number;
  refused: number;
}

/** Records invocations, counts their signatures and times them out, as nodes do; all of it is dropped with the epoch. */
export class OcEngine {
  readonly statistics: OcStatistics = { invocations: 0, authorized: 0, timedOut: 0, refused: 0 };
  #records = new Map<bigint, OcRecord>();
  /** Records that hold one of the 1024 places: pending ones, and authorized ones not delivered yet. */
  #inFlight = new Set<OcRecord>();
  #idState = { tick: 0, index: 0 };

  /** Invocations that wait for signatures. */
  get pending(): number {
    let count = 0;
    for (const { status } of this.#inFlight) if (status === OcStatus.pending) count++;
    return count;
  }

  /** Records an invocation; -1 if there is no room or no such interface. The fee is the caller's affair. */
  start(contractIndex: number, interfaceIndex: number, request: Uint8Array, epoch: number, tick: number): bigint {
    if (OC_REQUEST_SIZES[interfaceIndex] !== request.length || this.#records.size >= MAX_INVOCATIONS_PER_EPOCH)
      return -1n;
    const invocationId = this.#nextId(tick);
    if (this.#inFlight.size >= MAX_OC_IN_FLIGHT) {
      this.statistics.refused++;
      return -1n;
    }
    const record: OcRecord = {
      invocationId,
      epoch,
      contractIndex,
      interfaceIndex,
      creationTick: tick,
      request,
      requestDigest: k12(request),
      status: OcStatus.pending,
      signers: [],
      lastScheduledTick: 0,
      delivered: false,
    };
    this.#records.set(invocationId, record);
    this.#inFlight.add(record);
    this.statistics.invocations++;
    return invocationId;
  }

  status(invocationId: bigint): number {
    return this.#records.get(invocationId)?.status ?? OcStatus.unknown;
  }

  /**
   * Executes a computor's transaction of type 13. `trusted` says that this process made its signatures itself, which
   * saves verifying them.
   */
  authorize(input: Uint8Array, publicKey: Uint8Array, computorIndex: number, trusted: boolean): void {
    let items: ReturnType<typeof decodeAuthorization>;
    try {
      items = decodeAuthorization(input);
    } catch (error) {
      if (error instanceof QubicError) return;
      throw error;
    }
    for (const item of items.slice(0, MAX_AUTHORIZATIONS_PER_TRANSACTION)) {
      const record = this.#records.get(item.invocationId);
      if (!record || record.status !== OcStatus.pending || record.epoch !== item.epoch) continue;
      if (record.interfaceIndex !== item.interfaceIndex || !equalBytes(record.requestDigest, item.requestDigest))
        continue;
      if (record.signers.some((signer) => signer.computorIndex === computorIndex)) continue;
      if (!trusted && !verify(publicKey, digestOf(record), item.signature)) continue;
      record.signers.push({ computorIndex, signature: item.signature });
      if (record.signers.length < QUORUM) continue;
      record.status = OcStatus.authorized;
      this.statistics.authorized++;
    }
  }

  /** Times out what has waited too long. Runs once a tick, before deliveries. */
  processTimeouts(tick: number): void {
    for (const record of this.#inFlight) {
      if (record.status !== OcStatus.pending || tick - record.creationTick < OC_TIMEOUT_TICKS) continue;
      record.status = OcStatus.timeout;
      record.signers = [];
      this.statistics.timedOut++;
      this.#inFlight.delete(record);
    }
  }

  /** Bundles that became complete, each given out once. Runs every tick, whether machines listen or not. */
  takeAuthorized(): OcInvocation[] {
    const bundles: OcInvocation[] = [];
    for (const record of this.#inFlight) {
      if (record.status !== OcStatus.authorized) continue;
      const { invocationId, epoch, interfaceIndex, request, signers } = record;
      bundles.push({ invocationId, epoch, interfaceIndex, request, signers });
      record.delivered = true;
      record.signers = [];
      this.#inFlight.delete(record);
    }
    return bundles;
  }

  /**
   * What computors have to sign in a tick, oldest first and `limit` at most; taking it notes that it is scheduled.
   * Computors that were counted already don't sign again (see `hasSigned`).
   */
  takeUnsigned(tick: number, limit: number): OcRecord[] {
    const due: OcRecord[] = [];
    for (const record of this.#inFlight) {
      if (due.length >= limit) break;
      if (record.status !== OcStatus.pending) continue;
      if (record.lastScheduledTick !== 0 && tick - record.lastScheduledTick < RESCHEDULE_TICKS) continue;
      record.lastScheduledTick = tick;
      due.push(record);
    }
    return due;
  }

  beginEpoch(): void {
    this.#records = new Map();
    this.#inFlight = new Set();
    this.#idState = { tick: 0, index: 0 };
  }

  /** Everything that a saved chain needs, records in order. */
  save(): { records: OcRecord[]; idState: { tick: number; index: number } } {
    return { records: [...this.#records.values()], idState: this.#idState };
  }

  restore({ records, idState }: ReturnType<OcEngine["save"]>): void {
    this.#idState = idState;
    for (const record of records) {
      this.#records.set(record.invocationId, record);
      const undelivered = record.status === OcStatus.authorized && !record.delivered;
      if (record.status === OcStatus.pending || undelivered) this.#inFlight.add(record);
    }
  }

  /** Indices within a tick begin above those that transactions can have. */
  #nextId(tick: number): bigint {
    if (this.#idState.tick < tick) this.#idState = { tick, index: TRANSACTIONS_PER_TICK };
    else this.#idState.index++;
    return (BigInt(tick) << 31n) | BigInt(this.#idState.index);
  }
}

/** What computors sign for an invocation. */
export function digestOf(record: OcRecord): Uint8Array {
  return authorizationDigestOf(record.epoch, record.interfaceIndex, record.invocationId, record.requestDigest);
}

export function hasSigned(record: OcRecord, computorIndex: number): boolean {
  return record.signers.some((signer) => signer.computorIndex === computorIndex);
}
