import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createKeystore } from "@qubix/client";
import { createSeed } from "@qubix/qubic";
import { knownPassphrase, newPassphrase, passphraseFor } from "../context/passphrase.ts";
import { passphraseFileOf, walletExists, walletFile, writeWallet } from "../context/wallets.ts";
import type { Printer } from "../output/printer.ts";

/** Name of the wallet with the agent's key. */
export const hotNameOf = (name: string) => `${name}-agent`;

/**
 * The wallets of a provider, owner's and agent's; made where there are none. Where money comes from a faucet, it is worth
 * nothing: there the passphrase is made, too, and kept beside them, so that nobody is asked for anything.
 * @returns the passphrase that opens both
 */
export async function joinWallets(
  name: string,
  { printer, passphraseFile, faucet }: { printer: Printer; passphraseFile: string | undefined; faucet: boolean },
): Promise<string> {
  const isNew = !walletExists(name);
  const passphrase = isNew
    ? await firstPassphrase(name, passphraseFile, faucet)
    : await passphraseFor(name, passphraseFile);
  for (const wallet of [name, hotNameOf(name)]) {
    if (!walletExists(wallet)) writeWallet(wallet, await createKeystore(createSeed(), passphrase));
  }
  if (isNew)
    printer.progress(`Your keys are in ${walletFile(name)}, encrypted. Back that file up: it owns stake and earnings.`);
  return passphrase;
}

async function firstPassphrase(name: string, file: string | undefined, faucet: boolean): Promise<string> {
  const known = knownPassphrase(name, file);
  if (known !== undefined || !faucet) return known ?? newPassphrase(file);
  const made = randomBytes(16).toString("hex");
  writeFileSync(passphraseFileOf(name), `${made}\n`, { mode: 0o600 });
  return made;
}
