/** A local network that could not be started or broke. `code` is stable; the message says what to do. */
export class LocalnetError extends Error {
  override readonly name = "LocalnetError";

  constructor(
    readonly code: "PROCESS_FAILED" | "PROCESS_NOT_READY" | "FAUCET_FAILED",
    message: string,
  ) {
    super(message);
  }
}
