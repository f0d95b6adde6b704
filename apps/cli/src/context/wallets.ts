import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Keystore, openKeystore } from "@qubix/client";
import { identityFromPublicKey, type KeyPair, keyPairFromSeed, publicKeyFromIdentity } from "@qubix/qubic";
import { CliError } from "../output/cli-error.ts";
import { homeSubfolder } from "./home.ts";

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** A wallet that can sign. */
export interface OpenWallet {
  name: string;
  seed: string;
  keyPair: KeyPair;
}

/** Names of the wallets, in order. */
export function walletNames(): string[] {
  const files = readdirSync(homeSubfolder("wallets")).filter((name) => name.endsWith(".json"));
  return files.map((name) => name.slice(0, -5)).sort();
}

export function walletExists(name: string): boolean {
  return existsSync(walletFile(name));
}

/** The encrypted keystore of a wallet. @throws CliError NO_WALLET, INVALID_WALLET */
export function readWallet(name: string): Keystore {
  const file = walletFile(name);
  if (!existsSync(file)) {
    throw new CliError("NO_WALLET", `There is no wallet "${name}".`, `Make one: \`qubix wallet create ${name}\`.`);
  }
  try {
    return Keystore.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new CliError("INVALID_WALLET", `${file} is damaged.`, "Restore it from a backup, or import the seed again.");
  }
}

/** Keeps a new wallet; never writes over one. @throws CliError WALLET_EXISTS */
export function writeWallet(name: string, keystore: Keystore): string {
  const file = walletFile(name);
  if (existsSync(file)) {
    throw new CliError("WALLET_EXISTS", `There is a wallet "${name}" already.`, "Choose another name.");
  }
  writeFileSync(file, `${JSON.stringify(keystore, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return file;
}

/** Opens a wallet with its passphrase. */
export async function openWallet(name: string, passphrase: string): Promise<OpenWallet> {
  const seed = await openKeystore(readWallet(name), passphrase);
  return { name, seed, keyPair: keyPairFromSeed(seed) };
}

/** An identity as it is, or that of the wallet with this name. */
export function identityOf(who: string): string {
  return /^[A-Z]{60}$/.test(who) ? identityFromPublicKey(publicKeyFromIdentity(who)) : readWallet(who).identity;
}

/** File with a passphrase that was made along with the wallet, for local networks only. */
export function passphraseFileOf(name: string): string {
  return join(homeSubfolder("wallets"), `${name}.passphrase`);
}

/** File of a wallet's keystore. */
export function walletFile(name: string): string {
  if (!NAME.test(name)) {
    throw new CliError("INVALID_NAME", `"${name}" is not a name.`, "Use lowercase letters, digits, . _ and -.");
  }
  return join(homeSubfolder("wallets"), `${name}.json`);
}
