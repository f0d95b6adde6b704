/** A field of a protocol buffer message: a number for wire type 0, bytes for type 2, nothing for fixed sizes. */
export type Field = { number: number; value: number | undefined; bytes: Uint8Array | undefined };

/** Walks the fields of a message. Throws RangeError where it is malformed. */
export function* readFields(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = () => {
    let result = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) break;
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
    throw new RangeError("a number is cut off");
  };
  const skip = (length: number) => {
    if (length > message.length - at) throw new RangeError("a field is cut off");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const type = key % 8;
    if (type === 0) yield { number, value: varint(), bytes: undefined };
    else if (type === 2) yield { number, value: undefined, bytes: skip(varint()) };
    else if (type === 1 || type === 5) {
      skip(type === 1 ? 8 : 4);
      yield { number, value: undefined, bytes: undefined };
    } else throw new RangeError(`wire type ${type}`);
  }
}
