/** A tick has taken the payment for access, but the hub does not let the buyer in yet. */
export class AccessPendingError extends Error {
  override readonly name = "AccessPendingError";
  readonly code = "ACCESS_PENDING";
  readonly hint = "Look at the transaction before you buy again, which would pay again.";

  constructor(readonly transaction: string) {
    super(`Transaction ${transaction} is in a tick, but the hub does not let you in yet.`);
  }
}
