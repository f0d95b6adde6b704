import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes } from "../bytes/bytes.ts";
import { QubicError } from "../errors.ts";
import { FrameReader } from "./frame-reader.ts";
import { encodeMessage, type Message, randomDejavu } from "./message.ts";

const message = fc.record({
  type: fc.nat({ max: 255 }),
  dejavu: fc.nat({ max: 0xffffffff }),
  payload: fc.uint8Array({ maxLength: 300 }),
});

describe("FrameReader", () => {
  it("finds the messages however the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
        (messages, cuts) => {
          const stream = concatBytes(...messages.map(encodeMessage));
          const reader = new FrameReader();
          const read: Message[] = [];
          for (let offset = 0, i = 0; offset < stream.length; i++) {
            const end = Math.min(offset + cuts[i % cuts.length]!, stream.length);
            read.push(...reader.push(stream.slice(offset, end)));
            offset = end;
          }
          expect(read).toEqual(messages);
          expect(reader.pending).toBe(0);
        },
      ),
    );
  });

  it("refuses sizes that can't be and sizes over its limit", () => {
    expect(() => new FrameReader().push(new Uint8Array(8))).toThrow(QubicError);
    const large = encodeMessage({ type: 1, dejavu: 1, payload: new Uint8Array(100) });
    expect(() => new FrameReader({ maxMessageSize: 107 }).push(large)).toThrow("over the limit");
    expect(new FrameReader({ maxMessageSize: 108 }).push(large)).toHaveLength(1);
  });

  it("keeps payloads apart from the buffers that they came in", () => {
    for (const view of [Uint8Array.from, Buffer.from]) {
      const bytes = view.call(Uint8Array, encodeMessage({ type: 1, dejavu: 1, payload: Uint8Array.of(1, 2, 3) }));
      const [read] = new FrameReader().push(bytes);
      bytes.fill(9);
      expect(read!.payload).toStrictEqual(Uint8Array.of(1, 2, 3));
    }
  });

  it("never makes up a dejavu of zero", () => {
    for (let i = 0; i < 1_000; i++) expect(randomDejavu()).toBeGreaterThan(0);
  });
});
