import { dirname } from "node:path";
import { HubError } from "../hub/hub-error.ts";

/** What to throw for an error while `file` was written: that the disk is full, with what to do, or else itself. */
export function ifFull(error: unknown, file: string): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return new HubError(
    "DISK_FULL",
    0,
    `There is no space left in ${dirname(file)}.`,
    "Make space and repeat the command: it goes on where it stopped.",
  );
}
