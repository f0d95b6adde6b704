import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createSeed, type KeyPair, keyPairFromSeed } from "@qubix/qubic";

/** Somebody on the local network: a seed with its keys. */
export interface Account {
  seed: string;
  keyPair: KeyPair;
  identity: string;
}

/** The account whose seed is in the file; a new one when there is no file yet. Only its owner can read the file. */
export function accountInFile(file: string): Account {
  if (!existsSync(file)) writeFileSync(file, `${createSeed()}\n`, { mode: 0o600 });
  return accountOf(readFileSync(file, "utf8").trim());
}

/** The account of a seed. */
export function accountOf(seed: string): Account {
  const keyPair = keyPairFromSeed(seed);
  return { seed, keyPair, identity: keyPair.identity };
}
