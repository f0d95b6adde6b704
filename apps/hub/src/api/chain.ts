import { digestFromTransactionId, encodeComputorList, fromHex, parseTransaction, toHex } from "@qubix/qubic";
import type { FoundTransaction } from "../gateway/chain-gateway.ts";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { foundInIndex, presentChainTransaction } from "./present/chain-transaction.ts";
import { presentTick } from "./present/tick.ts";
import { publicKeyOf } from "./public-key-of.ts";

/** The chain, asked of its nodes for those who can't. */
export function mountChain(api: Api): void {
  const { chain, gateway, store } = api.context;
  const { contractIndex } = gateway;

  mountRoute(api, "getTickInfo", async () => {
    const { tick, epoch } = await gateway.tickInfo();
    const { tickDurationMs, halted } = chain.status();
    return { tick, epoch, tickMs: tickDurationMs, halted };
  });

  mountRoute(api, "getEntity", async ({ params: { identity } }) => {
    const entity = await gateway.entity(publicKeyOf(identity));
    const { incomingTransfers, outgoingTransfers, latestIncomingTick, latestOutgoingTick, tick } = entity;
    return {
      ...{ identity, incomingTransfers, outgoingTransfers, latestIncomingTick, latestOutgoingTick, tick },
      balance: String(entity.balance),
      incoming: String(entity.incoming),
      outgoing: String(entity.outgoing),
    };
  });

  mountRoute(api, "getTick", async ({ params }) => {
    const found = await gateway.tick(params.tick);
    if (!found) throw new Problem("TICK_NOT_FOUND", `No node has data of tick ${params.tick}.`);
    return presentTick(found, contractIndex);
  });

  mountRoute(api, "getTickTransactions", async ({ params }) => {
    const transactions = await gateway.tickTransactions(params.tick);
    return { transactions: transactions.map(({ bytes }) => toHex(bytes)) };
  });

  mountRoute(api, "getChainTransaction", async ({ params: { id } }) => {
    const digest = digestOf(id);
    const indexed = await store.chainIndex.transaction(toHex(digest));
    const found = indexed ? foundInIndex(indexed) : ((await gateway.transaction(digest)) ?? (await relayed(api, id)));
    if (!found) throw new Problem("TRANSACTION_NOT_FOUND", `No tick that is known here has taken ${id} so far.`);
    return presentChainTransaction(found, contractIndex);
  });

  mountRoute(api, "broadcastTransaction", async ({ body }) => {
    const { id, tick } = await gateway.broadcast(fromHex(body.transaction));
    return { id, tick };
  });

  mountRoute(api, "callFunction", async ({ params, body }) => ({
    output: toHex(await gateway.callFunction(params.inputType, fromHex(body.input))),
  }));

  mountRoute(api, "getComputors", async () => {
    const list = await gateway.computors();
    return { epoch: list.epoch, list: toHex(encodeComputorList(list)) };
  });
}

/**
 * One that this hub has sent, and that no node shows: on its way, or absent from its tick. What is still to be sent is
 * nobody's business.
 */
async function relayed({ context: { store } }: Api, id: string): Promise<FoundTransaction | undefined> {
  const record = await store.transactions.get(id);
  if (!record || record.state === "signed") return undefined;
  const transaction = parseTransaction(record.bytes);
  return record.state === "absent" ? { transaction, included: false } : { transaction };
}

/** @throws Problem INVALID_REQUEST */
function digestOf(id: string): Uint8Array {
  try {
    return digestFromTransactionId(id);
  } catch {
    throw new Problem("INVALID_REQUEST", "id: its last letters do not fit the others.");
  }
}
