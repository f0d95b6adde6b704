import type { LiveChannel, Scope } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import { isOperator, readableJob } from "../auth/may.ts";
import { Problem } from "../problem.ts";
import type { Live } from "./live.ts";

/**
 * Whether this caller may follow the channel.
 * @throws Problem JOB_NOT_FOUND, UNSIGNED, FORBIDDEN, SCOPE_MISSING
 */
export async function checkChannel(live: Live, caller: Caller | undefined, channel: LiveChannel): Promise<void> {
  if (channel.channel === "network") return;
  if (channel.channel === "job") {
    const { visibility } = await live.feeds.turns.run(() => readableJob(live.context, caller, channel.key));
    if (visibility === "private") checkScope(caller, "jobs:read");
    return;
  }
  if (caller === undefined)
    throw new Problem("UNSIGNED", "An account's feed needs a ticket, or an Authorization header.");
  checkScope(caller, "account:read");
  if (caller.identity !== channel.identity && !isOperator(live.context, caller))
    throw new Problem("FORBIDDEN", "This is another account's feed.");
}

function checkScope(caller: Caller | undefined, scope: Scope): void {
  if (caller?.scopes?.includes(scope) === false)
    throw new Problem("SCOPE_MISSING", `This needs the scope ${scope}.`, { scope });
}
