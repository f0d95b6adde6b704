/** A refused request: HTTP status, and the gRPC code that public RPC servers put into the body. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** 400 with the code of an invalid argument. */
export function badRequest(message: string): HttpError {
  return new HttpError(400, 3, message);
}
