import { z } from "zod";

/** Where the accounts of this browser are kept: names and encrypted seeds, never a seed. */
export const WALLET_KEY = "qubix.wallet";

/** A keystore as the command line writes it. What is in it is checked when it is opened. */
const StoredKeystore = z.looseObject({ identity: z.string().regex(/^[A-Z]{60}$/) });

const StoredWallet = z.strictObject({
  version: z.literal(1),
  accounts: z.array(z.strictObject({ name: z.string().max(40), keystore: StoredKeystore })).max(64),
  /** Identity of the account in use. */
  current: z.string().optional(),
});
export type StoredWallet = z.infer<typeof StoredWallet>;

export const EMPTY_WALLET: StoredWallet = { version: 1, accounts: [] };

/** Reads what was stored. What is damaged is not thrown away: it stays until it is written over by hand. */
export function readStoredWallet(text: string | null): StoredWallet | undefined {
  if (text === null) return EMPTY_WALLET;
  try {
    return StoredWallet.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The account in use: the chosen one, else the first. */
export function currentOf({ accounts, current }: StoredWallet): StoredWallet["accounts"][number] | undefined {
  return accounts.find(({ keystore }) => keystore.identity === current) ?? accounts[0];
}
