import { HubError } from "../hub/hub-error.ts";

/** A page can't read files by their paths. @throws HubError */
export async function openFile(): Promise<never> {
  throw new HubError("NO_FILES", 0, "A page can't read files by their paths.", "Give the chosen file itself.");
}
