/** What the store can't do, with what to do about it. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly code: "DATABASE_IN_USE" | "DATABASE_UNREACHABLE" | "CACHE_UNREACHABLE" | "BLOBS_UNREACHABLE",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
