import { type GetProviderOutput, NO_PROVIDER, query } from "@qubix/contract";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { Session } from "./session.ts";
import { identityOf } from "./wallets.ts";

/** A provider on the chain by its slot, its owner's or hot identity, or a wallet of one's own. @throws CliError */
export async function findProviderBy(session: Session, which: string): Promise<GetProviderOutput> {
  const bySlot = /^[0-9]{1,5}$/.test(which);
  const identity = bySlot ? new Uint8Array(32) : publicKeyFromIdentity(identityOf(which));
  const answer = await query.getProvider(session.contract, {
    identity,
    provider: bySlot ? Number(which) : NO_PROVIDER,
  });
  if (answer.found) return answer;
  const hint = "Register and start it: `qubix provider start`.";
  throw new CliError("UNKNOWN_PROVIDER", `There is no provider "${which}" on the chain.`, hint, EXIT.refused);
}
