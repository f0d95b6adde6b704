import type { JobDocument } from "@qubix/protocol";
import type { Printer } from "./printer.ts";

/** A listener that prints a job's state whenever it has become another one. */
export function printStates(printer: Printer): (job: JobDocument) => void {
  let last: string | undefined;
  return ({ state }) => {
    if (state !== last) printer.progress(state);
    last = state;
  };
}
