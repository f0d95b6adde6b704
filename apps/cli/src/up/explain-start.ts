import { LocalnetError } from "@qubix/localnet";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";

/** What to do about a network that does not start, where that is known; any other error as it is. */
export function explainStart(error: unknown, folder: string): unknown {
  if (!(error instanceof LocalnetError)) return error;
  if (error.message.includes("STATE_LOCKED")) {
    const hint = "End it, or give another folder: `qubix up --state DIR`.";
    return new CliError("NETWORK_RUNS", `A network runs in ${folder} already.`, hint, EXIT.failure);
  }
  if (error.message.includes("STATE_MISMATCH")) {
    const hint = "Begin a new one in its place: `qubix up --fresh`. Its QU were worth nothing.";
    const what = `The network in ${folder} was made by another version of Qubix.`;
    return new CliError("NETWORK_OUTDATED", what, hint, EXIT.failure);
  }
  return error;
}
