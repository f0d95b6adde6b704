const TEXTS = {
  WALL_CLOCK: "The run took longer than limits.wallSeconds on this machine; the attempt is given up.",
  ABORTED: "The run was cancelled.",
  CHILD_DIED: "The process that ran the job ended unexpectedly, perhaps for want of memory.",
  CHILD_MISBEHAVED: "The process that ran the job sent something that it should not; it was ended.",
  MACHINE: "This machine could not give what the job may use.",
} as const;

export type ExecutionFailureCode = keyof typeof TEXTS;

/** The machine failed, not the program: no result, the attempt ends and another provider may try. */
export class ExecutionFailure extends Error {
  readonly code: ExecutionFailureCode;

  constructor(code: ExecutionFailureCode, detail = "") {
    super(detail ? `${TEXTS[code]} (${detail})` : TEXTS[code]);
    this.name = "ExecutionFailure";
    this.code = code;
  }
}
