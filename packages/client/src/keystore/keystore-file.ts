import { readFileSync, writeFileSync } from "node:fs";
import { createKeystore, KeystoreError, openKeystore } from "./keystore.ts";

/** Encrypts a seed into a new file that only its owner can read. Never writes over a file. */
export async function writeKeystoreFile(file: string, seed: string, passphrase: string): Promise<void> {
  const keystore = await createKeystore(seed, passphrase);
  writeFileSync(file, `${JSON.stringify(keystore, null, 2)}\n`, { mode: 0o600, flag: "wx" });
}

/** The seed in a keystore file. @throws KeystoreError, or the system's error when there is no such file */
export async function readKeystoreFile(file: string, passphrase: string): Promise<string> {
  const text = readFileSync(file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KeystoreError("INVALID_KEYSTORE");
  }
  return openKeystore(value, passphrase);
}
