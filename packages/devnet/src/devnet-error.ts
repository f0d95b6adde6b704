/** An error of the local network: `code` is stable, the message says what to do. */
export class DevnetError extends Error {
  override readonly name = "DevnetError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
