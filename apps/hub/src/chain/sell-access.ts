import type { Event } from "@qubix/contract";
import type { Repositories } from "@qubix/market";
import { identityFromPublicKey } from "@qubix/qubic";

/** Lets in who has bought access on the chain. Anybody may publish somebody else's digest: only its owner can sell it. */
export async function sellAccess({ models, catalog }: Repositories, { slot, amount, key }: Event): Promise<void> {
  const sold = await models.chainBySlot(slot);
  const version = sold && (await catalog.versionByDigest(sold.digest));
  const repository = version && (await catalog.get(version.fullName));
  if (sold === undefined || repository?.owner !== sold.creator) return;
  await catalog.sellAccess(repository.fullName, identityFromPublicKey(key), amount);
}
