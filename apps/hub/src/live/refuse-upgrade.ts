import type { Duplex } from "node:stream";
import { makeProblem, PROBLEM_MEDIA_TYPE } from "@qubix/protocol";
import type { Problem } from "../problem.ts";

/** Answers a request for a WebSocket with a problem document instead. */
export function refuseUpgrade(socket: Duplex, { code, detail, extra }: Problem): void {
  const problem = makeProblem(code, detail, extra);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...(problem.status === 503 ? ["Retry-After: 5"] : []),
      "Cache-Control: no-store",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
