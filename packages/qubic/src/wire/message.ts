import { QubicError } from "../errors.ts";

export const MESSAGE_HEADER_SIZE = 8;
/** Most bytes that the header's 24-bit size field can say. */
export const MAX_MESSAGE_SIZE = 0xffffff;

export interface Message {
  type: number;
  /** Random and not zero for a request, repeated by its answers; zero asks the node to spread the message. */
  dejavu: number;
  payload: Uint8Array;
}

const EMPTY = new Uint8Array(0);

/** Size (3 bytes, header included), type, dejavu, payload. Throws QubicError OUT_OF_RANGE. */
export function encodeMessage({
  type,
  dejavu,
  payload = EMPTY,
}: Omit<Message, "payload"> & { payload?: Uint8Array }): Uint8Array {
  const size = MESSAGE_HEADER_SIZE + payload.length;
  if (size > MAX_MESSAGE_SIZE) throw new QubicError("OUT_OF_RANGE", `A message of ${size} bytes is too long.`);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size | (type << 24), true);
  view.setUint32(4, dejavu, true);
  bytes.set(payload, MESSAGE_HEADER_SIZE);
  return bytes;
}

const random = new Uint32Array(256);
let used = random.length;

/** A random number for a request's header; never zero, since zero means gossip. */
export function randomDejavu(): number {
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  return random[used++] || randomDejavu();
}
