import { QUORUM, toHex } from "@qubix/qubic";
import { z } from "zod";
import { privateJobsOf } from "../auth/may.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { foundInIndex, presentChainTransaction } from "./present/chain-transaction.ts";
import { publicKeyOf } from "./public-key-of.ts";

const Uint32 = z.int().min(0).max(0xffff_ffff);
const tickCursors = new PageCursor("ticks", Uint32);
const transactionCursors = new PageCursor("chain transactions", z.tuple([Uint32, Uint32]));
const ownCursors = new PageCursor("identity transactions", z.tuple([Uint32, Uint32]));
const batchCursors = new PageCursor("invocations", Uint32);

/** The network's past, as far as this hub has it. */
export function mountExplorer(api: Api): void {
  const { store, gateway } = api.context;
  const { chainIndex } = store;
  const spanOf = async () => {
    const span = await chainIndex.span();
    return span && { indexedFrom: span.from, indexedTo: span.to };
  };
  const transactions = async (
    cursors: typeof transactionCursors,
    { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined },
    publicKey?: Uint8Array,
  ) => {
    const wanted = { limit, after: cursors.read(cursor), publicKey: publicKey && toHex(publicKey) };
    const [{ items, next }, span] = await Promise.all([chainIndex.transactions(wanted), spanOf()]);
    const present = items.map((item) => presentChainTransaction(foundInIndex(item), gateway.contractIndex));
    return { items: present, cursor: cursors.write(next), ...span };
  };

  mountRoute(api, "listTicks", async ({ query: { limit = 50, cursor } }) => {
    const wanted = { limit, after: tickCursors.read(cursor) };
    const [{ items, next }, span] = await Promise.all([chainIndex.ticks(wanted), spanOf()]);
    return { items, cursor: tickCursors.write(next), ...span };
  });

  mountRoute(api, "listChainTransactions", ({ query }) => transactions(transactionCursors, query));

  mountRoute(api, "listIdentityTransactions", ({ params, query }) =>
    transactions(ownCursors, query, publicKeyOf(params.identity)),
  );

  mountRoute(api, "listInvocations", async ({ query: { limit = 50, cursor }, caller }) => {
    const privateOf = privateJobsOf(api.context, caller);
    const { items, next } = await store.listings.invocations({ privateOf, limit, after: batchCursors.read(cursor) });
    return {
      items: items.map(({ invocationId, ...rest }) => ({ ...rest, id: String(invocationId), signatures: QUORUM })),
      cursor: batchCursors.write(next),
    };
  });
}
