import type { Sale } from "@qubix/contract";
import type { Repositories } from "@qubix/market";
import { identityFromPublicKey } from "@qubix/qubic";

type Stored = Pick<Repositories, "models" | "catalog">;

/** Lets in who has bought access on the chain. Repeating it is harmless. */
export async function sellAccess(store: Stored, { model, price, buyer }: Omit<Sale, "tick">): Promise<void> {
  const fullName = await soldModel(store, model);
  if (fullName !== undefined) await store.catalog.sellAccess(fullName, identityFromPublicKey(buyer), price);
}

/**
 * The model of this hub that purchases of a slot give access to. Anybody may publish somebody else's digest on the chain:
 * only its owner can sell it.
 */
export async function soldModel({ models, catalog }: Stored, slot: number): Promise<string | undefined> {
  const sold = await models.chainBySlot(slot);
  const version = sold && (await catalog.versionByDigest(sold.digest));
  const repository = version && (await catalog.get(version.fullName));
  return repository && repository.owner === sold.creator ? repository.fullName : undefined;
}
