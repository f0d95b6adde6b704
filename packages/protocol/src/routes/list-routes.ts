import { z } from "zod";
import { AttemptDocument } from "../job/attempt-document.ts";
import { AttemptState } from "../job/attempt-state.ts";
import { TransactionDocument, TransactionState } from "../job/job-document.ts";
import { ChainEventDocument } from "../network/chain-event-document.ts";
import { MachineDocument } from "../provider/machine-document.ts";
import { ReceiptDocument } from "../receipt/receipt-document.ts";
import { Amount, Identity, JobKey, Uint64Text } from "../schema/primitives.ts";
import { flagText, listText, numberText, pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

const slotText = numberText(0, 0xffff);

/** Lists over all jobs of a hub, and over the chain as the hub sees it. Private jobs are shown to their readers alone. */
export const listRoutes = {
  listTransactions: route({
    method: "GET",
    path: "/transactions",
    tag: "transactions",
    summary: "Transactions that this hub relayed or signed, newest first.",
    auth: "none",
    scope: "jobs:read",
    query: pageQuery.extend({
      job: JobKey.optional(),
      state: listText(TransactionState).optional(),
      procedure: z
        .string()
        .regex(/^[A-Za-z]{1,64}$/)
        .optional(),
    }),
    paged: true,
    status: 200,
    response: pageOf(TransactionDocument),
    problems: ["JOB_NOT_FOUND"],
  }),
  listReceipts: route({
    method: "GET",
    path: "/receipts",
    tag: "jobs",
    summary: "Receipts of this hub's jobs, newest first by tick.",
    auth: "none",
    scope: "jobs:read",
    query: pageQuery.extend({ requester: Identity.optional(), provider: slotText.optional() }),
    paged: true,
    status: 200,
    response: pageOf(ReceiptDocument),
    problems: [],
  }),
  listAttempts: route({
    method: "GET",
    path: "/attempts",
    tag: "jobs",
    summary: "Attempts of all jobs, newest first.",
    auth: "none",
    scope: "jobs:read",
    query: pageQuery.extend({ provider: slotText.optional(), state: listText(AttemptState).optional() }),
    paged: true,
    status: 200,
    response: pageOf(AttemptDocument.extend({ jobKey: JobKey })),
    problems: [],
  }),
  listEvents: route({
    method: "GET",
    path: "/events",
    tag: "network",
    summary: "The contract's events on the whole network, in order, after a sequence number.",
    auth: "none",
    query: z.object({
      after: Uint64Text.optional(),
      limit: numberText(1, 1000).optional(),
      type: listText(z.string().regex(/^[A-Za-z]{1,64}$/)).optional(),
      job: JobKey.optional(),
    }),
    status: 200,
    response: z.object({
      events: z.array(ChainEventDocument),
      /** Sequence number of the last final event that the hub knows; absent before the first. */
      last: Uint64Text.optional(),
    }),
    problems: [],
  }),
  listMachines: route({
    method: "GET",
    path: "/machines",
    tag: "providers",
    summary: "What providers offer: their machines with prices, free slots and the provider's standing.",
    auth: "none",
    query: pageQuery.extend({
      provider: slotText.optional(),
      kind: z.enum(["wasm", "onnx"]).optional(),
      region: z
        .string()
        .regex(/^[a-z0-9-]{1,32}$/)
        .optional(),
      minMemoryMiB: numberText(1, 0xffff_ffff).optional(),
      minStake: Amount.optional(),
      /** Only machines that are connected now, or only those that are not. */
      online: flagText().optional(),
    }),
    paged: true,
    status: 200,
    response: pageOf(MachineDocument),
    problems: [],
  }),
} as const;
