import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { makeProblem, PROBLEM_MEDIA_TYPE, type ProblemCode } from "@qubix/protocol";

const CODES: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: "HEADERS_TOO_LARGE",
  ERR_HTTP_REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
};

/** What Node's server tells of a request that it can't read. */
interface ClientError extends NodeJS.ErrnoException {
  /** The bytes at which it gave up: those that came last. */
  rawPacket?: Uint8Array;
}

/** Answers what Node could not read as a request: too large or too slow headers, or no HTTP at all. */
export function answerClientError(error: ClientError, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const problem = makeProblem(CODES[error.code ?? ""] ?? "INVALID_REQUEST", "This is not a request that can be read.");
  const body = mayHaveBody(error) ? JSON.stringify({ ...problem, requestId }) : "";
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      "Cache-Control: no-store",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

/** Who asks with HEAD takes a body for nonsense. Of headers that are too large the beginning may have come before. */
function mayHaveBody({ code, rawPacket = new Uint8Array() }: ClientError): boolean {
  const begins = Buffer.from(rawPacket.subarray(0, 16)).toString("latin1");
  return !begins.startsWith("HEAD ") && (code !== "HPE_HEADER_OVERFLOW" || /^[A-Z]+ \S/.test(begins));
}
