/** Exit codes of `qubix`, for scripts. Listed in `qubix --help`. */
export const EXIT = {
  ok: 0,
  /** Something unexpected. */
  failure: 1,
  /** Wrong arguments, missing files, no such wallet or profile. */
  usage: 2,
  /** Refused by hub or contract; nothing but a fee was spent. */
  refused: 3,
  /** Neither node nor hub answers. */
  unreachable: 4,
  /** The job has ended, but not with a result that was paid. */
  jobFailed: 5,
  /** Something does not agree with the chain. */
  notVerified: 6,
  /** It took longer than --timeout. */
  timeout: 7,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
