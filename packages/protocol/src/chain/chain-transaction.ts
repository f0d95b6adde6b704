import { z } from "zod";
import {
  Amount,
  hexOrNone,
  Identity,
  Milliseconds,
  SignatureHex,
  TransactionId,
  Uint16,
  Uint32,
} from "../schema/primitives.ts";

/** A transaction as it was signed. Who does not trust the hub puts it together again, hashes it and checks the signature. */
export const ChainTransaction = z.object({
  id: TransactionId,
  /** The one tick in which it can be executed. */
  tick: Uint32,
  /** The tick's time, where it is known. */
  time: Milliseconds.optional(),
  source: Identity,
  destination: Identity,
  /** QU. */
  amount: Amount,
  /** What the destination contract should do; 0 for a plain transfer. */
  inputType: Uint16,
  input: hexOrNone(1024),
  signature: SignatureHex,
  /** Whether its tick took it; missing while that is not known. */
  included: z.boolean().optional(),
  /** The procedure of the Qubix contract that it calls. */
  procedure: z.string().optional(),
  /** The procedure's input by its fields: 64-bit numbers as decimal strings, bytes as hex. */
  fields: z.record(z.string(), z.unknown()).optional(),
});
export type ChainTransaction = z.infer<typeof ChainTransaction>;
