import type { ReceiptDocument } from "@qubix/protocol";

/** Who got something out of a job's escrow, and how much; amounts in QU. */
export interface Payment {
  to: "provider" | "creator" | "hub" | "burned" | "shareholders" | "requester";
  amount: bigint;
  /** Of a provider: what for. */
  run?: ReceiptDocument["runs"][number];
}

/** Everything that a receipt says about money: what was paid, and what came back. Runs come first, also those without pay. */
export function paymentsOf(receipt: ReceiptDocument): Payment[] {
  const { runs, royaltyPaid, hubPaid, burned, toShareholders, refunded } = receipt;
  const rest = [
    { to: "creator", amount: BigInt(royaltyPaid) },
    { to: "hub", amount: BigInt(hubPaid) },
    { to: "burned", amount: BigInt(burned) },
    { to: "shareholders", amount: BigInt(toShareholders) },
    { to: "requester", amount: BigInt(refunded) },
  ] as const;
  return [
    ...runs.map((run) => ({ to: "provider", amount: BigInt(run.paid), run }) as const),
    ...rest.filter(({ amount }) => amount > 0n),
  ];
}

/** What the job was worth in all: every QU of it went somewhere. */
export function totalOf(payments: readonly Payment[]): bigint {
  return payments.reduce((sum, { amount }) => sum + amount, 0n);
}
