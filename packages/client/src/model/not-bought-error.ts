/** Nothing was paid: access is not for sale, costs more than was agreed to, or more than there is. */
export class NotBoughtError extends Error {
  override readonly name = "NotBoughtError";
  /** As a hub would answer: the request is at fault. */
  readonly status = 409;

  constructor(
    readonly code: "NOT_FOR_SALE" | "ACCESS_TOO_DEAR" | "INSUFFICIENT_FUNDS",
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
