import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { callContract, freshNonce, type HubClient, registerProvider } from "@qubix/client";
import { call, commitmentOf, query } from "@qubix/contract";
import {
  type AttemptMetrics,
  ciphertextDigest,
  type MachineDescription,
  type Offer,
  PROTOCOL_VERSION,
} from "@qubix/protocol";
import { fromHex, type KeyPair, toHex } from "@qubix/qubic";
import type { TestNet } from "./test-net.ts";

const CALL_FEE = 0n;
const PATIENCE_MS = 60_000;

/** A provider whose every step a test decides. It signs real transactions and talks to the hub as an agent does. */
export class ScriptedProvider {
  readonly machine = `m-${randomBytes(4).toString("hex")}`;
  readonly seen = new Map<string, Offer>();
  readonly cancelled: string[] = [];
  #cursor = 0;
  #beating: Promise<void> | undefined;
  #stop = new AbortController();

  private constructor(
    readonly net: TestNet,
    readonly owner: KeyPair,
    readonly hot: KeyPair,
    readonly slot: number,
    readonly slots: number,
  ) {}

  static async register(
    net: TestNet,
    { capacity = 8, minPrice = 1_000n }: { capacity?: number; minPrice?: bigint } = {},
  ): Promise<ScriptedProvider> {
    const [owner, hot] = [net.spare.pop()!, net.spare.pop()!];
    const terms = {
      ...{ hot: hot.publicKey, payout: owner.publicKey, stake: 100_000_000n },
      ...{ minPrice, capacity, hubs: [net.hubSlot] },
    };
    const slot = await registerProvider(net.caller(owner), terms);
    return new ScriptedProvider(net, owner, hot, slot, capacity);
  }

  get client(): HubClient {
    return this.net.client(this.hot);
  }

  /** Says hello (as soon as the hub has seen the registration) and keeps its heart beating until `fallSilent`. */
  async dial(changes: Partial<MachineDescription> = {}): Promise<this> {
    const machine = {
      ...{ id: this.machine, cores: 2, memoryMiB: 1024, kinds: ["wasm" as const], runtimes: [], slots: this.slots },
      ...{ version: "0.1.0", protocol: PROTOCOL_VERSION },
      ...changes,
    };
    for (let attempt = 0; ; attempt++) {
      try {
        const { cursor } = await this.client.call("agentHello", { body: { provider: this.slot, machine } });
        this.#cursor = cursor;
        break;
      } catch (error) {
        if (attempt > 100) throw error;
        await sleep(50);
      }
    }
    this.#stop = new AbortController();
    this.#beating = this.#beat(this.#stop.signal);
    return this;
  }

  /** Stops its heart, as a machine that lost its power. */
  async fallSilent(): Promise<void> {
    this.#stop.abort();
    await this.#beating;
  }

  /** Waits for an offer of this job. */
  async offer(jobKey: string, timeoutMs = 45_000): Promise<Offer> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const known = this.seen.get(jobKey);
      if (known) return known;
      if (performance.now() > deadline) throw new Error(`No offer of ${jobKey} for provider ${this.slot}.`);
      const page = await this.client.call("agentOffers", {
        query: { machine: this.machine, after: this.#cursor, wait: 500 },
      });
      this.#cursor = page.cursor;
      for (const offer of page.offers) this.seen.set(offer.jobKey, offer);
    }
  }

  /** Asks for the authorization until it is there. */
  async authorization(offer: Offer) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.client.call("agentBundle", { params: { key: offer.jobKey, attempt: offer.attempt } });
      } catch (error) {
        if (attempt > 200) throw error;
        await sleep(50);
      }
    }
  }

  /** Uploads something as the sealed result, and says what the run used. */
  async upload({ jobKey, attempt }: Offer, metrics: AttemptMetrics): Promise<void> {
    const sealed = randomBytes(64);
    const blob = await this.client.uploadBlob(sealed);
    const body = { blob, ciphertextDigest: toHex(ciphertextDigest(sealed)), metrics };
    await this.client.call("agentResult", { params: { key: jobKey, attempt }, body });
  }

  /** Commits to a result and returns what reveals it. */
  async commit({ jobKey, assignment, attempt }: Offer, result: Uint8Array) {
    const opening = {
      resultDigest: result,
      ciphertextDigest: randomBytes(32),
      maskedKey: randomBytes(32),
      salt: randomBytes(32),
      charge: 0n,
    };
    const commitment = commitmentOf({
      contractIndex: this.net.network.contract.index,
      jobKey: fromHex(jobKey),
      provider: this.owner.publicKey,
      attempt,
      ...opening,
    });
    const none = { commitment: new Uint8Array(32), assignment: 0, attempt: 0 };
    const items = Array.from({ length: 16 }, (_, i) =>
      i === 0 ? { commitment, assignment: assignment!, attempt } : none,
    );
    await callContract(
      this.net.caller(this.hot),
      call.commitResults({ items, count: 1, nonce: freshNonce() }),
      CALL_FEE,
    );
    return opening;
  }

  /** Waits until reveals have begun, then opens the commitment. */
  async reveal(
    { jobKey, jobSlot, assignment, attempt }: Offer,
    opening: Awaited<ReturnType<ScriptedProvider["commit"]>>,
  ) {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const { record, found } = await query.getJob(this.net.reader, { jobKey: fromHex(jobKey), jobSlot });
      if (found && record.state >= 2) break;
      if (performance.now() > deadline)
        throw new Error(`Nothing can be revealed of ${jobKey}: its state is ${found ? record.state : "gone"}.`);
      await sleep(20);
    }
    const none = { ...opening, assignment: 0, attempt: 0 };
    const items = Array.from({ length: 4 }, (_, i) =>
      i === 0 ? { ...opening, assignment: assignment!, attempt } : none,
    );
    await callContract(
      this.net.caller(this.hot),
      call.revealResults({ items, count: 1, nonce: freshNonce() }),
      CALL_FEE,
    );
  }

  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const { cancel } = await this.client.call("agentHeartbeats", {
          body: {
            provider: this.slot,
            machine: this.machine,
            freeSlots: this.slots,
            load: { cpu: 0.25, memoryMiB: 512 },
            attempts: [...this.seen.values()].map(({ jobKey, attempt }) => ({
              jobKey,
              attempt,
              phase: "running" as const,
            })),
          },
        });
        for (const { jobKey, attempt } of cancel) {
          if (this.seen.get(jobKey)?.attempt === attempt) this.seen.delete(jobKey);
          this.cancelled.push(`${jobKey}:${attempt}`);
        }
      } catch {
        // The hub may be away for a while.
      }
      await sleep(150, undefined, { signal }).catch(() => undefined);
    }
  }
}
