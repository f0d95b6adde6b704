/** The contract refuses a call. `code` is its name for the reason, `number` its number. */
export class RefusedCallError extends Error {
  override readonly name = "RefusedCallError";
  /** As a hub would answer: the request is at fault. */
  readonly status = 422;

  constructor(
    readonly code: string,
    readonly number: number,
    message: string,
  ) {
    super(message);
  }
}
