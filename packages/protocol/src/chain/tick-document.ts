import { z } from "zod";
import { Amount, Hex32, Milliseconds, SignatureHex, TransactionId, Uint16, Uint32 } from "../schema/primitives.ts";
import { ChainTransaction } from "./chain-transaction.ts";

/** A tick that took place. An empty one has no data, and is not told of. */
export const TickSummary = z.object({
  tick: Uint32,
  epoch: Uint16,
  time: Milliseconds,
  /** Index of the computor that led it, 0 to 675. */
  leader: Uint16,
  /** How many transactions it has. */
  transactions: z.int().min(0).max(4096),
});
export type TickSummary = z.infer<typeof TickSummary>;

/** Transactions that `TickDocument` shows whole. */
export const TICK_ITEMS = 200;

/** A tick with all that its leader signed, so that the signature can be checked against the epoch's computors. */
export const TickDocument = TickSummary.extend({
  timelock: Hex32,
  /** Ids of all its transactions in their order. */
  ids: z.array(TransactionId).max(4096),
  /** Fees per contract that the leader names; usually none. */
  contractFees: z.array(z.object({ contractIndex: Uint16, fee: Amount })).max(1024),
  signature: SignatureHex,
  /** Its first 200 transactions; the others are asked for by id. */
  items: z.array(ChainTransaction).max(TICK_ITEMS),
});
export type TickDocument = z.infer<typeof TickDocument>;
