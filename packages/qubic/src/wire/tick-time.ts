import type { ByteReader } from "../bytes/byte-reader.ts";
import type { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";

/** A tick's time (UTC) as ticks and system info carry it: millisecond u16, then second … month, year since 2000. */
export function writeTickTime(writer: ByteWriter, time: Date): void {
  writer
    .u16(time.getUTCMilliseconds())
    .u8(time.getUTCSeconds())
    .u8(time.getUTCMinutes())
    .u8(time.getUTCHours())
    .u8(time.getUTCDate())
    .u8(time.getUTCMonth() + 1)
    .u8(time.getUTCFullYear() - 2000);
}

/** Throws QubicError MALFORMED for a time that no calendar has. */
export function readTickTime(reader: ByteReader): Date {
  const millisecond = reader.u16();
  const [second, minute, hour, day, month, year] = [
    reader.u8(),
    reader.u8(),
    reader.u8(),
    reader.u8(),
    reader.u8(),
    reader.u8(),
  ];
  const time = new Date(Date.UTC(2000 + year, month - 1, day, hour, minute, second, millisecond));
  const asGiven =
    time.getUTCMilliseconds() === millisecond &&
    time.getUTCSeconds() === second &&
    time.getUTCMinutes() === minute &&
    time.getUTCHours() === hour &&
    time.getUTCDate() === day &&
    time.getUTCMonth() + 1 === month;
  if (!asGiven) throw new QubicError("MALFORMED", "tick time: no such moment.");
  return time;
}
