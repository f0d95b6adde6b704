/** A failure of this package: bad arguments (BAD_VALUE), bad bytes (BAD_SIZE), or a broken event chain. */
export class ContractError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "ContractError";
  }
}
