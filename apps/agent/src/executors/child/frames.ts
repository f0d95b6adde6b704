/** What parent and child say to each other: u32 LE length of the payload ‖ kind u8 ‖ payload. */
export const FRAME = { ready: 0, run: 1, log: 2, fuel: 3, output: 4, data: 5, done: 6, failed: 7 } as const;

export const HEADER_BYTES = 5;
/** Larger contents go in several `data` frames. */
export const MAXIMUM_PAYLOAD = 1024 * 1024;

/** A frame's bytes. */
export function encodeFrame(kind: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(frame.buffer).setUint32(0, payload.length, true);
  frame[4] = kind;
  frame.set(payload, HEADER_BYTES);
  return frame;
}

export const encodeJsonFrame = (kind: number, value: unknown) =>
  encodeFrame(kind, new TextEncoder().encode(JSON.stringify(value)));

/** Cuts a stream into frames; throws RangeError at a payload above the limit. */
export class FrameCutter {
  #rest = new Uint8Array(0);

  *push(chunk: Uint8Array): Generator<{ kind: number; payload: Uint8Array }> {
    const bytes = new Uint8Array(this.#rest.length + chunk.length);
    bytes.set(this.#rest);
    bytes.set(chunk, this.#rest.length);
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
      if (length > MAXIMUM_PAYLOAD) throw new RangeError(`a frame of ${length} bytes`);
      if (bytes.length - at < HEADER_BYTES + length) break;
      yield { kind: bytes[at + 4]!, payload: bytes.slice(at + HEADER_BYTES, at + HEADER_BYTES + length) };
      at += HEADER_BYTES + length;
    }
    this.#rest = bytes.slice(at);
  }
}
