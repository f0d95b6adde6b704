import { sha256 as sha256Bytes } from "@noble/hashes/sha2.js";
import { kt128 } from "@noble/hashes/sha3-addons.js";
import { toHex } from "./hex.ts";

/** KangarooTwelve of `data`, 32 bytes: the digest that the chain uses. */
export const k12 = (data: Uint8Array): Uint8Array => kt128(data);

/** The same of data that come piece by piece. */
export const k12Hasher = (): { update(data: Uint8Array): unknown; digest(): Uint8Array } => kt128.create({});

/** SHA-256 of `data` as hex: the address of a blob. */
export const sha256Hex = (data: Uint8Array): string => toHex(sha256Bytes(data));

/** SHA-256 of `data` as it is written in documents: `sha256:<hex>`. */
export const blobDigest = (data: Uint8Array): string => `sha256:${sha256Hex(data)}`;

/** The 64 hex digits of a blob's `sha256:…`. */
export const sha256OfBlob = (digest: string): string => digest.slice("sha256:".length);
