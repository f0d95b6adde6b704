import { bigint, customType } from "drizzle-orm/pg-core";

/** Milliseconds since 1970 here, `timestamptz` there. */
export const instant = customType<{ data: number; driverData: string | Date }>({
  dataType: () => "timestamp(3) with time zone",
  toDriver: (milliseconds) => new Date(milliseconds).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});

/** Lowercase hex here, bytes there: keys and digests at half the size. */
export const hexBytes = customType<{ data: string; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (hex) => Buffer.from(hex, "hex"),
  fromDriver: (bytes) => bytes.toString("hex"),
});

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (data) => Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  fromDriver: (buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength),
});

/** An unsigned 64-bit number, which int8 can't hold. */
export const uint64 = customType<{ data: bigint; driverData: string }>({
  dataType: () => "numeric(20, 0)",
  toDriver: (value) => value.toString(),
  fromDriver: (text) => BigInt(text),
});

/** QU. */
export const amount = (name: string) => bigint(name, { mode: "bigint" });

/** An unsigned 32-bit number: ticks and slots. */
export const uint32 = (name: string) => bigint(name, { mode: "number" });
