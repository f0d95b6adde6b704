export { fromBase64, toBase64 } from "./base64.ts";
export { ByteReader } from "./byte-reader.ts";
export { ByteWriter } from "./byte-writer.ts";
export { concatBytes, equalBytes, fromHex, isZero, toHex } from "./bytes.ts";
