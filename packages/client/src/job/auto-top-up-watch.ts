import { Code, contractReader, NO_SLOT, query } from "@qubix/contract";
import type { JobDocument } from "@qubix/protocol";
import { fromHex } from "@qubix/qubic";
import type { ContractCaller } from "../chain/call-contract.ts";
import { callFee } from "../chain/call-fee.ts";
import { refusalCode } from "../chain/refusal-code.ts";
import { RefusedCallError } from "../chain/refused-call-error.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { JobNotOnChainError } from "./act-on-job.ts";
import { nextTopUp } from "./auto-top-up.ts";
import { topUpJob } from "./top-up-job.ts";

/** A top-up that was sent has so long to be seen; then it is sent anew, as the same one. */
const PATIENCE_MS = 60_000;

/** What became of a look at a job: it was topped up, or can't be any more. */
export type TopUpNews = { kind: "sent"; amount: bigint; spent: bigint } | { kind: "refused"; reason: string };

/**
 * Tops a job up when its run comes near to its limit, each time it is shown the job, and never by more than `max` in all:
 * what earlier watchers added counts too, by the contract's own numbers. The hub says what a run costs; if it lies, at most
 * `max` is locked, and what no run charges comes back.
 */
export class AutoTopUp {
  /** By number of the top-up: the most that was attached to it. Only one of a number can be carried out. */
  readonly #attached = new Map<number, bigint>();
  #sent: { cap: string; at: number } | undefined;
  #refused = false;
  readonly #hub: HubClient;
  readonly #caller: ContractCaller;
  readonly #max: bigint;

  constructor(hub: HubClient, caller: ContractCaller, max: bigint) {
    this.#hub = hub;
    this.#caller = caller;
    this.#max = max;
  }

  /** @throws HubError, QubicError when hub or node can't be reached: look again later */
  async look(job: JobDocument): Promise<TopUpNews | undefined> {
    const isUnderWay = this.#sent?.cap === job.priceCap && performance.now() - this.#sent.at < PATIENCE_MS;
    const fee = { max: this.#max, callFee: 0n, spent: 0n };
    if (this.#refused || isUnderWay || nextTopUp(job, fee) === undefined) return undefined;
    const spent = await this.#spent(job);
    const amount = nextTopUp(job, { max: this.#max, callFee: await callFee(this.#caller), spent });
    if (amount === undefined) return this.#refuse(`${spent} of ${this.#max} QU are spent`);
    try {
      const { number, attached } = await topUpJob(this.#hub, this.#caller, job.key, { amount });
      const before = this.#attached.get(number) ?? 0n;
      if (attached > before) this.#attached.set(number, attached);
      this.#sent = { cap: job.priceCap, at: performance.now() };
      return { kind: "sent", amount, spent: this.#sum() };
    } catch (error) {
      // The run ended while it was topped up. Should another machine run the job anew, that run is topped up again.
      if (refusalCode(error) === Code.WrongState) return undefined;
      if (error instanceof RefusedCallError || error instanceof JobNotOnChainError) return this.#refuse(error.message);
      throw error;
    }
  }

  #refuse(reason: string): TopUpNews {
    this.#refused = true;
    return { kind: "refused", reason };
  }

  #sum(): bigint {
    return [...this.#attached.values()].reduce((sum, amount) => sum + amount, 0n);
  }

  /** By this watcher's own count, or by the contract's where that is more. */
  async #spent({ key, toppedUp }: JobDocument): Promise<bigint> {
    const { node, contractIndex } = this.#caller;
    const asked = { jobKey: fromHex(key), jobSlot: NO_SLOT };
    const { record } = await query.getJob(contractReader(node, contractIndex), asked);
    const seen = BigInt(toppedUp ?? "0") + BigInt(record.topUps) * (await callFee(this.#caller));
    return seen > this.#sum() ? seen : this.#sum();
  }
}
