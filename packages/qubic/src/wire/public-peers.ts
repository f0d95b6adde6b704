import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";

/** A node greets each new connection with four addresses of peers (message 0); 0.0.0.0 where it knows none. */
export const EXCHANGED_PEERS = 4;

export function encodePublicPeers(addresses: string[]): Uint8Array {
  if (addresses.length > EXCHANGED_PEERS) throw new QubicError("OUT_OF_RANGE", "At most four addresses.");
  const writer = new ByteWriter(4 * EXCHANGED_PEERS);
  for (const address of addresses) {
    const parts = address.split(".").map(Number);
    if (parts.length !== 4) throw new QubicError("OUT_OF_RANGE", `${address} is no IPv4 address.`);
    for (const part of parts) writer.u8(part);
  }
  return writer.bytes;
}

/** The addresses in the message, unknown ones left out. Throws QubicError MALFORMED. */
export function decodePublicPeers(payload: Uint8Array): string[] {
  const reader = new ByteReader(payload, "public peers");
  const addresses = Array.from({ length: EXCHANGED_PEERS }, () => reader.bytes(4).join("."));
  reader.end();
  return addresses.filter((address) => address !== "0.0.0.0");
}
