/** A part of an amount in basis points, rounded down. */
export function bps(amount: bigint, share: number): bigint {
  return (amount * BigInt(share)) / 10_000n;
}

const OPERATIONS_TARGET = 20_480n;
const INVOCATION_FEE = 10n;

/** Who has how much, and what the contract's money is for. */
export class Ledger {
  readonly balances = new Map<string, bigint>();
  escrow = 0n;
  stakes = 0n;
  bonds = 0n;
  revenue = 0n;
  operations = 0n;
  burned = 0n;
  dividends = 0n;

  pay(to: string, amount: bigint): void {
    this.balances.set(to, (this.balances.get(to) ?? 0n) + amount);
  }

  /** Fees fill the fund for invocations first; what is over is burned. */
  keepFee(amount: bigint): void {
    if (this.operations < OPERATIONS_TARGET) this.operations += amount;
    else this.burned += amount;
  }

  payInvocation(): void {
    if (this.operations >= INVOCATION_FEE) this.operations -= INVOCATION_FEE;
    else this.revenue -= INVOCATION_FEE;
  }

  /** Revenue is paid out in 676 equal parts; the rest waits. */
  payDividends(): void {
    const paid = (this.revenue / 676n) * 676n;
    this.revenue -= paid;
    this.dividends += paid;
  }
}
