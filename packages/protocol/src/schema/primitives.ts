import { z } from "zod";

/** 32 bytes as 64 lowercase hex digits: keys, K12 digests. */
export const Hex32 = z.string().regex(/^[0-9a-f]{64}$/, "64 lowercase hex digits");

/** Any bytes as lowercase hex, at most `maxBytes` of them. */
export const hexUpTo = (maxBytes: number) =>
  z
    .string()
    .max(maxBytes * 2)
    .regex(/^(?:[0-9a-f]{2})+$/, "lowercase hex digits, two for each byte");

/** The same, or no bytes at all. */
export const hexOrNone = (maxBytes: number) =>
  z
    .string()
    .max(maxBytes * 2)
    .regex(/^(?:[0-9a-f]{2})*$/, "lowercase hex digits, two for each byte, or none");

/** A job's key: K12(requester ‖ spec digest ‖ nonce), hex. */
export const JobKey = Hex32.describe("Key of a job");

/** Address of a blob: `sha256:` and 64 hex digits. */
export const BlobDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 lowercase hex digits");

/** A Qubic identity: 60 capital letters, the last four a checksum (which the reader checks). */
export const Identity = z.string().regex(/^[A-Z]{60}$/, "60 capital letters");

/** An amount of QU, never negative, as a decimal string; at most 2^63-1 as on the chain. */
export const Amount = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,18})$/, { error: "a decimal number without sign or leading zeros", abort: true })
  .refine((text) => BigInt(text) <= 0x7fff_ffff_ffff_ffffn, "at most 2^63-1");

/** An unsigned 64-bit number as a decimal string. */
export const Uint64Text = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,19})$/, { error: "a decimal number without sign or leading zeros", abort: true })
  .refine((text) => BigInt(text) <= 0xffff_ffff_ffff_ffffn, "at most 2^64-1");

export const Uint16 = z.int().min(0).max(0xffff);
export const Uint32 = z.int().min(0).max(0xffff_ffff);

/** A transaction's id: 60 lowercase letters. */
export const TransactionId = z.string().regex(/^[a-z]{60}$/, "60 lowercase letters");

/** 64 bytes of signature, hex. */
export const SignatureHex = z.string().regex(/^[0-9a-f]{128}$/, "128 lowercase hex digits");

/** The end of the year 9999: databases and formats know no later time. */
export const MAX_TIME = 253_402_300_799_999;

/** Milliseconds since 1970. */
export const Milliseconds = z.int().min(0).max(MAX_TIME);

/** A relative path with forward slashes that can't leave its folder. */
export const RelativePath = z
  .string()
  .min(1)
  .max(255)
  .refine(isSafePath, "a relative path: no '..', no empty part, no backslash, no control characters");

function isSafePath(path: string): boolean {
  for (const character of path) if (character < " " || character === "\x7f" || character === "\\") return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** A text without control characters, for names and labels. */
export const label = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => ![...text].some((c) => c < " " || c === "\x7f"), "no control characters");
