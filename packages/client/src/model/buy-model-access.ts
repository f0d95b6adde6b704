import type { ModelAccessDocument, ModelDocument } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import type { ContractCaller } from "../chain/call-contract.ts";
import { callFee } from "../chain/call-fee.ts";
import { payForAccess } from "../chain/model-access.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError, isTransient } from "../hub/hub-error.ts";
import { AccessPendingError } from "./access-pending-error.ts";
import { NotBoughtError } from "./not-bought-error.ts";

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
 * @throws NotBoughtError, RefusedCallError, SendError, AccessPendingError, HubError
 */
export async function buyModelAccess(
  hub: HubClient,
  caller: ContractCaller,
  params: { namespace: string; name: string },
  { maxPrice }: { maxPrice?: bigint } = {},
): Promise<BoughtAccess> {
  const model = await hub.call("getModel", { params });
  const identity = identityFromPublicKey(caller.keyPair.publicKey);
  const { slot, price } = offerOf(model, identity);
  const who = { ...params, identity };
  const before = (await accessOf(hub, who)) ?? (await givenForAsking(hub, params));
  if (before) return { access: before };
  if (maxPrice !== undefined && price > maxPrice)
    throw new NotBoughtError(
      "ACCESS_TOO_DEAR",
      `Access costs ${price} QU, more than ${maxPrice} QU.`,
      "Agree to the new price, or ask the owner.",
    );
  await checkFunds(caller, price);
  const transaction = await payForAccess(caller, slot, price);
  const deadline = performance.now() + TIMEOUT_MS;
  while (performance.now() < deadline) {
    const after = await accessByNow(hub, who);
    if (after) return { access: after, bought: { price, transaction } };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new AccessPendingError(transaction);
}

/** A tick would take the transaction of somebody without the money as well, and nothing would come of it. */
async function checkFunds(caller: ContractCaller, price: bigint): Promise<void> {
  const amount = price + (await callFee(caller));
  const { balance } = await caller.node.entity(caller.keyPair.publicKey);
  if (balance >= amount) return;
  const problem = `The wallet has ${balance} QU, access takes ${amount} with the contract's fee. Nothing was sent.`;
  throw new NotBoughtError("INSUFFICIENT_FUNDS", problem, "Fund the wallet first.");
}

type Who = { namespace: string; name: string; identity: string };

/** Undefined for somebody who is not let in. */
async function accessOf(hub: HubClient, params: Who): Promise<ModelAccessDocument | undefined> {
  try {
    const access = await hub.call("getModelAccess", { params });
    return access.state === "accepted" ? access : undefined;
  } catch (error) {
    if (error instanceof HubError && error.code === "ACCESS_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Nobody pays for what the owner gives to whoever asks. */
async function givenForAsking(
  hub: HubClient,
  params: { namespace: string; name: string },
): Promise<ModelAccessDocument | undefined> {
  const { gating } = await hub.call("getModelRepository", { params });
  if (gating !== "auto") return undefined;
  const access = await hub.call("requestModelAccess", { params });
  return access.state === "accepted" ? access : undefined;
}

/** After the payment: a hub that does not answer for a while is asked again. */
async function accessByNow(hub: HubClient, who: Who): Promise<ModelAccessDocument | undefined> {
  try {
    return await accessOf(hub, who);
  } catch (error) {
    if (!isTransient(error)) throw error;
    return undefined;
  }
}

function offerOf(model: ModelDocument, identity: string): { slot: number; price: bigint } {
  const { visibility, chain, owner } = model;
  if (visibility === "gated" && chain?.accessPrice !== undefined && owner !== identity)
    return { slot: chain.slot, price: BigInt(chain.accessPrice) };
  throw new NotBoughtError(
    "NOT_FOR_SALE",
    `Access to ${model.namespace}/${model.name} is not for sale to you.`,
    owner === identity ? "It is yours." : visibility === "public" ? "It is public: just use it." : "Ask its owner.",
  );
}
