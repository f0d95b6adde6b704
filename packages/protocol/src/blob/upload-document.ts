import { z } from "zod";
import { Hex32, Milliseconds } from "../schema/primitives.ts";

/** Bytes of each part of an upload but the last one. */
export const UPLOAD_PART_BYTES = 8 * 1024 * 1024;

/** An upload that comes in parts, and which of them are here. */
export const UploadDocument = z.object({
  id: z.string(),
  /** SHA-256 of the whole. */
  sha256: Hex32,
  size: z.int().min(1),
  /** Bytes of each part but the last one. */
  partSize: z.int().min(1),
  /** How many parts there are; they are numbered from 1. */
  parts: z.int().min(1),
  /** Numbers of those that are here. */
  received: z.array(z.int().min(1)),
  /** Until when it can be completed. */
  expiresAt: Milliseconds,
});
export type UploadDocument = z.infer<typeof UploadDocument>;
