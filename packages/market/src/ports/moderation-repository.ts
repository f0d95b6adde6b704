import type { ModerationSubject, OperatorAct, ReportReason, ReportState } from "@qubix/protocol";

export interface ReportRecord {
  id: number;
  subject: ModerationSubject;
  reason: ReportReason;
  text: string;
  /** Identity. */
  reporter: string;
  state: ReportState;
  note?: string | undefined;
  createdAt: number;
  resolvedAt?: number | undefined;
}

export interface BlockRecord {
  /** Grows with each block. */
  id: number;
  subject: ModerationSubject;
  /** Told to who meets it. */
  reason: string;
  /** Milliseconds since 1970; for good when it is missing. */
  until?: number | undefined;
  createdAt: number;
}

/** Lists are newest first; `before` is the id of the last one of the page before. */
interface Page {
  before?: number | undefined;
  limit: number;
}

/** Reports, blocks, and what operators did. Each act of an operator is committed with what it does. */
export interface ModerationRepository {
  /** One open report of a reporter per subject: a second one replaces its words. */
  report(report: Pick<ReportRecord, "subject" | "reason" | "text" | "reporter">): Promise<ReportRecord>;
  reports(page: Page & { state?: ReportState | undefined }): Promise<ReportRecord[]>;
  /** @returns undefined when there is no such report */
  resolve(
    operator: string,
    id: number,
    state: Exclude<ReportState, "open">,
    note: string | undefined,
  ): Promise<ReportRecord | undefined>;
  /** Replaces a block of the same subject. */
  block(operator: string, block: Pick<BlockRecord, "subject" | "reason" | "until">): Promise<BlockRecord>;
  /** @returns false when it was not blocked */
  unblock(operator: string, subject: ModerationSubject, note: string): Promise<boolean>;
  /** Blocks that hold now. */
  blocks(page: Page): Promise<BlockRecord[]>;
  /** The blocks of these subjects that hold now. */
  blocksOf(subjects: readonly ModerationSubject[]): Promise<BlockRecord[]>;
  acts(page: Page): Promise<OperatorAct[]>;
  /** Forgets who wrote an account's reports. */
  forgetReporter(identity: string): Promise<void>;
}
