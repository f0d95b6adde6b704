import type { Logger } from "winston";

/** An error that nobody caught goes to the log, redacted as all else, and ends the process. */
export function logLastWords(log: Logger): void {
  const end = (error: unknown) => {
    log.error("the process ends: nobody caught an error", { error });
    process.exit(1);
  };
  process.once("uncaughtException", end);
  process.once("unhandledRejection", end);
}
