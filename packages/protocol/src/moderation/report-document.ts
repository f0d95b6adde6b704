import { z } from "zod";
import { BlobDigest, Identity, JobKey, label, Milliseconds } from "../schema/primitives.ts";

/** What can be reported and blocked; a provider is blocked as the identity that owns it. */
export const ModerationSubject = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("job"), id: JobKey }),
  /** By the digest of its manifest. */
  z.strictObject({ kind: z.literal("model"), id: BlobDigest }),
  z.strictObject({ kind: z.literal("identity"), id: Identity }),
]);
export type ModerationSubject = z.infer<typeof ModerationSubject>;
export type ModerationKind = ModerationSubject["kind"];

/** Why somebody reports something. */
export const REPORT_REASONS = ["illegal", "malware", "abuse", "infringement", "spam", "fraud", "other"] as const;
export const ReportReason = z.enum(REPORT_REASONS);
export type ReportReason = z.infer<typeof ReportReason>;

const Words = z.string().trim().min(1).max(4000);

/** `POST /reports`. */
export const NewReport = z.strictObject({ subject: ModerationSubject, reason: ReportReason, text: Words });
export type NewReport = z.infer<typeof NewReport>;

export const REPORT_STATES = ["open", "upheld", "dismissed"] as const;
export const ReportState = z.enum(REPORT_STATES);
export type ReportState = z.infer<typeof ReportState>;

/** A report as the operator sees it. */
export const ReportDocument = z.object({
  id: z.int().min(1),
  subject: ModerationSubject,
  reason: ReportReason,
  text: z.string(),
  reporter: Identity,
  state: ReportState,
  /** What the operator says about it. */
  note: z.string().optional(),
  createdAt: Milliseconds,
  resolvedAt: Milliseconds.optional(),
});
export type ReportDocument = z.infer<typeof ReportDocument>;

/** `POST /operator/blocks`. The reason is told to who meets the block. */
export const NewBlock = z.strictObject({
  subject: ModerationSubject,
  reason: label(500),
  /** Until when; for good when it is missing. */
  until: Milliseconds.optional(),
});
export type NewBlock = z.infer<typeof NewBlock>;

export const BlockDocument = z.object({
  subject: ModerationSubject,
  reason: z.string(),
  until: Milliseconds.optional(),
  createdAt: Milliseconds,
});
export type BlockDocument = z.infer<typeof BlockDocument>;

/** Something that an operator did. */
export const OperatorAct = z.object({
  id: z.int().min(1),
  operator: Identity,
  act: z.enum(["block", "unblock", "resolve"]),
  /** What it was done to: a subject, or `report:<id>`. */
  target: z.string(),
  detail: z.string(),
  time: Milliseconds,
});
export type OperatorAct = z.infer<typeof OperatorAct>;
