import { z } from "zod";
import { ChainTransaction } from "../chain/chain-transaction.ts";
import { EntityDocument } from "../chain/entity-document.ts";
import { InvocationDocument } from "../chain/invocation-document.ts";
import { TickDocument, TickSummary } from "../chain/tick-document.ts";
import { Amount, hexOrNone, hexUpTo, Identity, TransactionId, Uint16, Uint32 } from "../schema/primitives.ts";
import { TransactionHex } from "./job-routes.ts";
import { numberText, pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

const identityParams = z.object({ identity: Identity });
const tickParams = z.object({ tick: numberText(0, 0xffff_ffff) });

/** A page of what the hub's index of the chain has. */
const indexed = <T extends z.ZodType>(item: T) =>
  pageOf(item).extend({
    /** First tick that the index has whole; missing while it has none, or is turned off. */
    indexedFrom: Uint32.optional(),
    /** Last tick that the index has. */
    indexedTo: Uint32.optional(),
  });

const read = { method: "GET", tag: "chain", auth: "none", status: 200 } as const;

/**
 * The chain, for those who can't speak to its nodes, such as browsers. What a hub says of it is a claim, as what a node says:
 * transactions, ticks and computors come with the signatures that prove them.
 */
export const chainRoutes = {
  getTickInfo: route({
    ...read,
    path: "/chain",
    summary: "Where the chain stands.",
    response: z.object({
      tick: Uint32,
      epoch: Uint16,
      /** Milliseconds that a tick takes at present. */
      tickMs: z.int().min(0),
      /** True when no tick came for long. */
      halted: z.boolean(),
    }),
    problems: ["NODE_UNREACHABLE"],
  }),
  getEntity: route({
    ...read,
    path: "/chain/identities/:identity",
    summary: "An identity's balance and what moved it.",
    params: identityParams,
    response: EntityDocument,
    problems: ["NODE_UNREACHABLE"],
  }),
  listIdentityTransactions: route({
    ...read,
    path: "/chain/identities/:identity/transactions",
    summary: "Transactions from and to an identity, newest first, as far as the hub's index reaches.",
    params: identityParams,
    query: pageQuery,
    paged: true,
    response: indexed(ChainTransaction),
    problems: [],
  }),
  listTicks: route({
    ...read,
    path: "/chain/ticks",
    summary: "Ticks that were not empty, newest first, as far as the hub's index reaches.",
    query: pageQuery,
    paged: true,
    response: indexed(TickSummary),
    problems: [],
  }),
  getTick: route({
    ...read,
    path: "/chain/ticks/:tick",
    summary: "A tick, signed by its leader, with its transactions.",
    params: tickParams,
    response: TickDocument,
    problems: ["NODE_UNREACHABLE", "TICK_NOT_FOUND"],
  }),
  getTickTransactions: route({
    ...read,
    path: "/chain/ticks/:tick/transactions",
    summary:
      "The signed bytes of all transactions that nodes have for a tick. Which of them count, the tick's ids say.",
    params: tickParams,
    response: z.object({ transactions: z.array(TransactionHex).max(4096) }),
    problems: ["NODE_UNREACHABLE"],
  }),
  listChainTransactions: route({
    ...read,
    path: "/chain/transactions",
    summary: "Transactions of the whole network, newest first, as far as the hub's index reaches.",
    query: pageQuery,
    paged: true,
    response: indexed(ChainTransaction),
    problems: [],
  }),
  getChainTransaction: route({
    ...read,
    path: "/chain/transactions/:id",
    summary: "A transaction that a tick took, or that this hub has relayed.",
    params: z.object({ id: TransactionId }),
    response: ChainTransaction,
    problems: ["NODE_UNREACHABLE", "TRANSACTION_NOT_FOUND"],
  }),
  broadcastTransaction: route({
    method: "POST",
    path: "/chain/transactions",
    idempotent: false,
    tag: "chain",
    summary: "Hand a signed transaction to the network's nodes. Repeating it is harmless.",
    auth: "none",
    body: z.strictObject({ transaction: TransactionHex }),
    status: 202,
    response: z.object({ id: TransactionId, tick: Uint32 }),
    problems: ["INVALID_TRANSACTION", "TICK_PASSED", "NODE_UNREACHABLE"],
  }),
  callFunction: route({
    method: "POST",
    path: "/chain/functions/:inputType",
    idempotent: false,
    tag: "chain",
    summary: "Ask a function of the Qubix contract: input and output as the contract lays them out.",
    auth: "none",
    params: z.object({ inputType: numberText(1, 0xffff) }),
    body: z.strictObject({ input: hexOrNone(2048) }),
    status: 200,
    response: z.object({ output: hexUpTo(64 * 1024) }),
    problems: ["CONTRACT_CALL_FAILED", "NODE_UNREACHABLE"],
  }),
  getComputors: route({
    ...read,
    path: "/chain/computors",
    summary: "The epoch's computors: the list as the network's arbitrator signed it.",
    response: z.object({ epoch: Uint16, list: hexUpTo(2 + 676 * 32 + 64) }),
    problems: ["NODE_UNREACHABLE"],
  }),
  listInvocations: route({
    ...read,
    path: "/chain/invocations",
    summary: "Batches that the computors authorized, as far as this hub holds their bundles, newest first.",
    query: pageQuery,
    paged: true,
    response: pageOf(InvocationDocument),
    problems: [],
  }),
  requestFaucet: route({
    method: "POST",
    path: "/faucet",
    tag: "chain",
    summary: "Test money for an identity, on networks that have a faucet.",
    auth: "none",
    body: z.strictObject({ identity: Identity }),
    status: 202,
    response: z.object({
      transactionId: TransactionId,
      /** QU. */
      amount: Amount,
      /** In which it arrives. */
      tick: Uint32,
    }),
    problems: ["INVALID_REQUEST", "FAUCET_OFF", "FAUCET_LIMIT", "NODE_UNREACHABLE"],
  }),
} as const;
