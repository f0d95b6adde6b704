/** Exit codes of `qubix`, for scripts. Told by `qubix help exit-codes`. */
export const EXIT = {
  ok: 0,
  /** Something unexpected. */
  failure: 1,
  /** Wrong arguments, missing files, no such wallet or profile. */
  usage: 2,
  /** Refused by hub or contract, or a model that would be; nothing but a fee was spent. */
  refused: 3,
  /** Neither node nor hub answers. */
  unreachable: 4,
  /** The job has ended, but not with a result that was paid. */
  jobFailed: 5,
  /** Something does not agree with the chain. */
  notVerified: 6,
  /** It took longer than --timeout. */
  timeout: 7,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
