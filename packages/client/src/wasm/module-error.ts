/** Why a module can't be run: `invalid` is no WebAssembly at all, `refused` needs something whose outcome would
 * differ between machines or that jobs may not have, `too-much-memory` starts with more memory than the job allows. */
export type ModuleErrorCode = "invalid" | "refused" | "too-much-memory";

/** A WebAssembly module that can't be run as a job. The message says what was found and what to do. */
export class ModuleError extends Error {
  readonly code: ModuleErrorCode;

  constructor(code: ModuleErrorCode, message: string) {
    super(message);
    this.name = "ModuleError";
    this.code = code;
  }
}

export const invalid = (message: string) => new ModuleError("invalid", message);
export const refused = (message: string) => new ModuleError("refused", message);
