import { readSync, writeSync } from "node:fs";
import { encodeFrame, encodeJsonFrame, FRAME, HEADER_BYTES, MAXIMUM_PAYLOAD } from "./frames.ts";

const REQUESTS = 0;
const ANSWERS = 3;

/** The child's end of the pipes. It blocks: a run is one synchronous call, and the pipe slows down who writes too much. */
export const blockingPipe = {
  /** The next request's JSON. The parent closing the pipe ends the process. */
  request(): unknown {
    const header = readExactly(HEADER_BYTES);
    const payload = readExactly(new DataView(header.buffer).getUint32(0, true));
    return JSON.parse(new TextDecoder().decode(payload));
  },

  send(kind: number, payload: Uint8Array): void {
    writeExactly(encodeFrame(kind, payload));
  },

  sendJson(kind: number, value: unknown): void {
    writeExactly(encodeJsonFrame(kind, value));
  },

  sendOutput(path: string, bytes: Uint8Array): void {
    this.sendJson(FRAME.output, { path, size: bytes.length });
    for (let at = 0; at < bytes.length; at += MAXIMUM_PAYLOAD)
      this.send(FRAME.data, bytes.subarray(at, at + MAXIMUM_PAYLOAD));
  },
};

function readExactly(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const read = retry(() => readSync(REQUESTS, bytes, at, length - at, null));
    if (read === 0) process.exit(0);
    at += read;
  }
  return bytes;
}

function writeExactly(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += retry(() => writeSync(ANSWERS, bytes, at));
}

/** Some systems hand out pipes that don't block. */
function retry(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
