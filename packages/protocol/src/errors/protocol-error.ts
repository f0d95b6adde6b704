/**
 * What goes wrong while reading or making a document of the protocol.
 * `code` is stable and machine-readable; `message` says what was found and what to do about it.
 */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
