import { Amount } from "@qubix/protocol";
import { z } from "zod";
import { count } from "../config-values.ts";

/** Where test money comes from. Only local networks have such a place. */
export const faucetConfig = z.strictObject({
  url: z.url().describe("Base address of the devnet's HTTP interface, which holds the faucet's key."),
  amount: Amount.default("1000000").describe("QU that one ask brings."),
  perIdentityPerDay: count.default(10).describe("How often one identity gets it in a day."),
  perAddressPerDay: count.default(100).describe("How often one network address may ask in a day, for whomever."),
});
export type FaucetConfig = z.output<typeof faucetConfig>;
