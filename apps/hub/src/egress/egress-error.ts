/** A request to an address of a user's that was not made, or did not succeed; `message` may be shown to that user. */
export class EgressError extends Error {
  override readonly name = "EgressError";

  constructor(
    readonly code: "URL_REFUSED" | "ADDRESS_REFUSED" | "NAME_NOT_FOUND" | "CONNECTION_FAILED" | "TIMED_OUT",
    message: string,
  ) {
    super(message);
  }
}
