import { readFileSync } from "node:fs";
import { openKeystore } from "@qubix/client";
import { hideFromLogs } from "@qubix/observe";
import { type KeyPair, keyPairFromSeed } from "@qubix/qubic";

/**
 * The key that signs assignments, from an encrypted keystore, or from a file with the bare seed (a devnet's).
 * @throws Error that says what to do; it never holds the seed
 */
export async function readHotKey(file: string, passphraseFile: string | undefined): Promise<KeyPair> {
  const text = readFileSync(file, "utf8").trim();
  if (/^[a-z]{55}$/.test(text)) return fromSeed(text);
  if (passphraseFile === undefined)
    throw new Error(`${file} is no seed of 55 letters. If it is a keystore, give passphraseFile too.`);
  let keystore: unknown;
  try {
    keystore = JSON.parse(text);
  } catch {
    throw new Error(`${file} holds neither a seed of 55 letters nor a keystore.`);
  }
  const passphrase = readFileSync(passphraseFile, "utf8").trimEnd();
  hideFromLogs(passphrase);
  return fromSeed(await openKeystore(keystore, passphrase));
}

function fromSeed(seed: string): KeyPair {
  hideFromLogs(seed);
  return keyPairFromSeed(seed);
}
