import { buffer } from "node:stream/consumers";

/** All of standard input. As a stream: a synchronous read fails with EAGAIN while whoever writes the pipe takes his time. */
export function readStdin(): Promise<Buffer> {
  return buffer(process.stdin);
}
