import { EXIT, type ExitCode } from "./exit-codes.ts";

/** An error of the command line: a stable code, what happened, and what to do about it. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly exitCode: ExitCode = EXIT.usage,
  ) {
    super(message);
  }
}
