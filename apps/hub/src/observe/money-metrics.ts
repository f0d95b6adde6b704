import { EventType } from "@qubix/contract";
import { Counter, Gauge, type Registry } from "@qubix/observe";

/** What the contract paid, by the event that says so. */
const PAYMENTS = new Map<number, string>([
  [EventType.ProviderPaid, "provider"],
  [EventType.RoyaltyPaid, "creator"],
  [EventType.AccessBought, "creator"],
  [EventType.HubPaid, "hub"],
  [EventType.Refunded, "requester"],
  [EventType.Burned, "burned"],
]);

/** Money in QU. Amounts up to 2^53 are exact here, which is all QU there will ever be. */
export function moneyMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const locked = gauge("qubix_money_locked_qu", "Escrow of this hub's jobs that are not over.");
  const escrow = gauge("qubix_money_contract_escrow_qu", "Escrow that the contract holds, of all hubs.");
  const stakes = gauge("qubix_money_contract_stakes_qu", "Stakes and bonds that the contract holds.");
  const bond = gauge("qubix_money_bond_qu", "This hub's bond.");
  const exposure = gauge("qubix_money_exposure_qu", "What this hub's bond answers for at the moment.");
  const paid = new Counter({
    name: "qubix_money_paid_qu_total",
    help: "Paid out by the contract for jobs and for access to models, of all hubs, as its events say: to whom, or burned.",
    labelNames: ["to"],
    registers,
  });
  const slashed = new Counter({
    name: "qubix_money_slashed_qu_total",
    help: "Taken from providers' stakes, of all hubs, as the contract's events say.",
    registers,
  });
  return {
    locked: (amount: bigint) => locked.set(Number(amount)),
    contract(totals: { escrow: bigint; stakes: bigint }) {
      escrow.set(Number(totals.escrow));
      stakes.set(Number(totals.stakes));
    },
    hub(record: { bond: bigint; exposure: bigint }) {
      bond.set(Number(record.bond));
      exposure.set(Number(record.exposure));
    },
    /** Another process leads by now, and tells. */
    clear() {
      for (const one of [locked, escrow, stakes, bond, exposure]) one.set(0);
    },
    event(type: number, amount: bigint) {
      const to = PAYMENTS.get(type);
      if (to !== undefined) paid.inc({ to }, Number(amount));
      else if (type === EventType.ProviderSlashed) slashed.inc(Number(amount));
    },
  };
}
