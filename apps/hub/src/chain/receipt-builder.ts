import type { ContractReader } from "@qubix/contract";
import type { ChainEventRecord, UnitOfWork } from "@qubix/market";
import type { ReceiptDocument } from "@qubix/protocol";
import { fromHex } from "@qubix/qubic";
import { buildReceipt } from "./build-receipt.ts";
import { readReceipt } from "./collect-details.ts";
import { provingTransactions, revealedCharges } from "./proving-transactions.ts";
import type { TickCalls } from "./tick-calls.ts";

/** Makes the receipt of a settled job from contract, tick data and store. */
export class ReceiptBuilder {
  constructor(
    readonly reader: ContractReader,
    readonly store: Pick<UnitOfWork, "projection" | "providers" | "attempts">,
    readonly calls: TickCalls,
    readonly network: { id: string; contractIndex: number },
  ) {}

  /**
   * @param fresh events that are not in the store yet
   * @returns undefined when the contract no longer keeps the receipt
   */
  async build(jobKey: string, fresh: ChainEventRecord[] = []): Promise<ReceiptDocument | undefined> {
    const receipt = await readReceipt(this.reader, fromHex(jobKey));
    if (!receipt) return undefined;
    const [stored, attempts] = await Promise.all([
      this.store.projection.eventsOf(jobKey),
      this.store.attempts.ofJob(jobKey),
    ]);
    const events = [...stored, ...fresh.filter(({ key }) => key === jobKey)];
    const callsOf = (tick: number) => this.calls.of(tick).catch(() => []);
    const transactions = await provingTransactions(
      events.map((event) => ({ ...event, key: fromHex(event.key) })),
      receipt.requester,
      receipt.specDigest,
      callsOf,
    );
    const charges = receipt.metered ? await revealedCharges(events, callsOf) : new Map<number, bigint>();
    return buildReceipt(this.reader, receipt, {
      network: this.network.id,
      contractIndex: this.network.contractIndex,
      identityOf: async (slot) => (await this.store.providers.get(slot))?.owner,
      transactions,
      attempts,
      charges,
    });
  }
}
