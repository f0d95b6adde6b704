import type { ModelAccessDocument, ModelDocument } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import type { ContractCaller } from "../chain/call-contract.ts";
import { payForAccess } from "../chain/model-access.ts";
import { NoEffectError } from "../chain/until-effect.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";

/** Nothing was paid: access is not for sale, or costs more than was agreed to. */
export class NotBoughtError extends Error {
  override readonly name = "NotBoughtError";
  readonly status = 409;

  constructor(
    readonly code: "NOT_FOR_SALE" | "ACCESS_TOO_DEAR",
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export interface BoughtAccess {
  access: ModelAccessDocument;
  /** Undefined when there was nothing to pay: the caller is let in already. */
  bought?: { price: bigint; transaction: string };
}

/** A hub learns of a payment when its tick is final. */
const TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/**
 * Buys access to a gated model, once, unless the caller is let in already, and waits until the hub lets them in.
 * @param maxPrice QU; refused when the creator asks for more
 * @throws NotBoughtError, RefusedCallError, SendError, NoEffectError, HubError
 */
export async function buyModelAccess(
  hub: HubClient,
  caller: ContractCaller,
  params: { namespace: string; name: string },
  { maxPrice, signal }: { maxPrice?: bigint; signal?: AbortSignal } = {},
): Promise<BoughtAccess> {
  const model = await hub.call("getModel", { params });
  const { slot, price } = offerOf(model);
  const identity = identityFromPublicKey(caller.keyPair.publicKey);
  const access = () => accessOf(hub, { ...params, identity });
  const before = await access();
  if (before) return { access: before };
  if (maxPrice !== undefined && price > maxPrice)
    throw new NotBoughtError(
      "ACCESS_TOO_DEAR",
      `Access costs ${price} QU, more than ${maxPrice} QU.`,
      "Agree to the new price, or ask the owner.",
    );
  const transaction = await payForAccess(caller, slot, price);
  const deadline = performance.now() + TIMEOUT_MS;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    const after = await access();
    if (after) return { access: after, bought: { price, transaction } };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new NoEffectError(`BuyAccess ${transaction}: the hub does not let you in yet. Look at the transaction.`);
}

/** Undefined for somebody who is not let in. */
async function accessOf(
  hub: HubClient,
  params: { namespace: string; name: string; identity: string },
): Promise<ModelAccessDocument | undefined> {
  try {
    const access = await hub.call("getModelAccess", { params });
    return access.state === "accepted" ? access : undefined;
  } catch (error) {
    if (error instanceof HubError && error.code === "ACCESS_NOT_FOUND") return undefined;
    throw error;
  }
}

function offerOf({ visibility, chain, namespace, name }: ModelDocument): { slot: number; price: bigint } {
  if (visibility === "gated" && chain?.accessPrice !== undefined)
    return { slot: chain.slot, price: BigInt(chain.accessPrice) };
  throw new NotBoughtError(
    "NOT_FOR_SALE",
    `Access to ${namespace}/${name} is not for sale.`,
    visibility === "public" ? "It is public: just use it." : "Ask its owner to be let in.",
  );
}
