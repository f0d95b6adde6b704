/** An error of this package: `code` is stable and meant for programs, the message says what to do, `details` is data. */
export class QubicError extends Error {
  override readonly name = "QubicError";
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(code: string, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}
