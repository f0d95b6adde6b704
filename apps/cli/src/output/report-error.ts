import { CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** What is told about an error. */
interface Told {
  code: string;
  message: string;
  hint?: string | undefined;
  exitCode: ExitCode;
}

/** Tells an error on stderr, as text or as one line of JSON, and returns the exit code. */
export function reportError(error: unknown, json: boolean): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    // Commander has told people what is wrong with the arguments already.
    if (json) writeJson({ code: "USAGE", message: error.message.replace(/^error: /, ""), hint: "See --help." });
    return EXIT.usage;
  }
  const told = describe(error);
  const { code, message, hint } = told;
  if (json) writeJson({ code, message, hint });
  else process.stderr.write(`${code}: ${message}\n${hint ? `${hint}\n` : ""}`);
  return told.exitCode;
}

function writeJson(error: { code: string; message: string; hint: string | undefined }): void {
  process.stderr.write(`${JSON.stringify({ error })}\n`);
}

const LATE = new Set(["WAIT_TIMEOUT"]);
const UNREACHABLE = new Set([
  "TIMEOUT",
  "CLOSED",
  "NODE_NOT_READY",
  "RPC_UNREACHABLE",
  "HUB_UNREACHABLE",
  "NODE_UNREACHABLE",
]);

function describe(error: unknown): Told {
  if (error instanceof CliError) return error;
  if (!(error instanceof Error)) return { code: "INTERNAL", message: String(error), exitCode: EXIT.failure };
  const { code = "INTERNAL", hint, status } = error as Error & { code?: string; hint?: string; status?: number };
  if (UNREACHABLE.has(code)) {
    const advice = hint ?? "Check that it runs and that the profile's address is right: `qubix config show`.";
    return { code, message: error.message, hint: advice, exitCode: EXIT.unreachable };
  }
  if (code === "ENOENT") {
    return { code: "FILE_NOT_FOUND", message: error.message, hint: "Check the path.", exitCode: EXIT.usage };
  }
  if (LATE.has(code)) return { code, message: error.message, hint, exitCode: EXIT.timeout };
  const refused = code === "MODEL_REFUSED" || (status !== undefined && status >= 400 && status < 500);
  return { code, message: error.message, hint, exitCode: refused ? EXIT.refused : EXIT.failure };
}
