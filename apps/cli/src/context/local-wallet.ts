import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createKeystore } from "@qubix/client";
import { passphraseFileOf, walletFile } from "./wallets.ts";

/**
 * Keeps the funded account of a local network as a wallet, with its passphrase in a file beside it, so that commands
 * work without asking. It takes the place of the one of the network before: its money is worth nothing elsewhere.
 */
export async function keepLocalWallet(name: string, seed: string): Promise<void> {
  const passphrase = randomBytes(16).toString("hex");
  const keystore = await createKeystore(seed, passphrase);
  writeFileSync(walletFile(name), `${JSON.stringify(keystore, null, 2)}\n`, { mode: 0o600 });
  writeFileSync(passphraseFileOf(name), `${passphrase}\n`, { mode: 0o600 });
}
