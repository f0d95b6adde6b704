import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { type ComputorLists, decodeInvocation, type OcInvocation, QUORUM, verifyBundle } from "@qubix/qubic";
import type { RecentBundles } from "./recent-bundles.ts";

/** What became of a message 192. `busy`: not looked at, since too many wait. */
export type Intake = "verified" | "duplicate" | "refused" | "unknown-epoch" | "busy";

/** How long a bundle waits for its epoch's computor list (nodes show a new one some time after the epoch's start). */
const LIST_WAIT_MS = 30_000;
const LIST_RETRY_MS = 550;

/**
 * Takes the bodies of message 192, in whatever quality: sizes and shape first, then duplicates, then 451 distinct indices,
 * and only then signatures, one bundle at a time so that sockets are served in between.
 */
export class BundleIntake {
  readonly counts: Record<Intake, number> = { verified: 0, duplicate: 0, refused: 0, "unknown-epoch": 0, busy: 0 };
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #stop = new AbortController();

  constructor(
    readonly lists: ComputorLists,
    readonly recent: RecentBundles,
    readonly maxWaiting: number,
    readonly onVerified: () => void,
  ) {}

  async take(body: Uint8Array): Promise<Intake> {
    const outcome = await this.#take(body);
    this.counts[outcome]++;
    return outcome;
  }

  close(): void {
    this.#stop.abort();
  }

  async #take(body: Uint8Array): Promise<Intake> {
    const invocation = decode(body);
    if (!invocation) return "refused";
    if (this.recent.has(invocation.invocationId)) return "duplicate";
    if (this.#waiting >= this.maxWaiting) return "busy";
    this.#waiting++;
    try {
      const list = await this.#listOf(invocation.epoch);
      if (!list) return "unknown-epoch";
      const verified = this.#turn.then(() => this.#verify(invocation, list, body));
      this.#turn = verified.then(() => nextTurn());
      return await verified;
    } finally {
      this.#waiting--;
    }
  }

  async #listOf(epoch: number) {
    const deadline = performance.now() + LIST_WAIT_MS;
    for (;;) {
      const list = await this.lists.get(epoch);
      if (list || performance.now() > deadline || this.#stop.signal.aborted) return list;
      await sleep(LIST_RETRY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  #verify(invocation: OcInvocation, list: Parameters<typeof verifyBundle>[1], body: Uint8Array): Intake {
    const { invocationId, epoch, interfaceIndex } = invocation;
    if (this.recent.has(invocationId)) return "duplicate";
    if (!verifyBundle(invocation, list).ok) return "refused";
    this.recent.add({ invocationId, epoch, interfaceIndex, bytes: body.slice() });
    this.onVerified();
    return "verified";
  }
}

function decode(body: Uint8Array): OcInvocation | undefined {
  try {
    const invocation = decodeInvocation(body);
    return invocation.signers.length === QUORUM ? invocation : undefined;
  } catch {
    return undefined;
  }
}
