import { FUEL_SCHEDULE } from "@qubix/client/wasm";
import { descriptorFunctions } from "./descriptor-functions.ts";
import { ERRNO, WasiError } from "./errno.ts";
import { pathFunctions } from "./path-functions.ts";
import { poll_oneoff } from "./poll-oneoff.ts";
import { processFunctions } from "./process-functions.ts";
import type { WasiContext } from "./wasi-context.ts";

const functions: Record<string, (context: WasiContext, ...args: never[]) => unknown> = {
  ...descriptorFunctions,
  ...pathFunctions,
  ...processFunctions,
  poll_oneoff,
};

/** The import object of a run. Each call pays, and answers with an error number; the context may come later, since it
 * needs the instance's memory. */
export function wasiImports(context: () => WasiContext): Record<string, (...args: never[]) => number> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, run]) => [
      name,
      (...args: never[]) => {
        const current = context();
        current.charge(FUEL_SCHEDULE.host.call);
        try {
          run(current, ...args);
          return ERRNO.success;
        } catch (error) {
          if (error instanceof WasiError) return error.errno;
          throw error;
        }
      },
    ]),
  );
}
