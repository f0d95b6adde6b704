/** A refusal of the domain: `code` is stable, `details` are data for the caller. */
export class MarketError extends Error {
  override readonly name = "MarketError";

  constructor(
    readonly code: "ILLEGAL_TRANSITION" | "INVALID_PRICE" | "STALE_LEASE" | "INTENT_CONFLICT" | "INSIDE_TRANSACTION",
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
