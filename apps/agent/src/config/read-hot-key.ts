import { readFileSync } from "node:fs";
import { openKeystore } from "@qubix/client";
import { hideFromLogs } from "@qubix/observe";
import { type KeyPair, keyPairFromSeed } from "@qubix/qubic";
import type { AgentConfig } from "./agent-config.ts";

/** The hot key: from an encrypted keystore, or from a plain seed. @throws KeystoreError, QubicError */
export async function readHotKey({
  hotKeyFile,
  passphraseFile,
}: Pick<AgentConfig, "hotKeyFile" | "passphraseFile">): Promise<KeyPair> {
  const text = readFileSync(hotKeyFile, "utf8").trim();
  if (!text.startsWith("{")) return fromSeed(text);
  const passphrase = passphraseFile
    ? readFileSync(passphraseFile, "utf8").replace(/\r?\n$/, "")
    : process.env.QUBIX_PASSPHRASE;
  if (passphrase === undefined)
    throw new Error(`${hotKeyFile} is encrypted. Set QUBIX_PASSPHRASE, or passphraseFile in the configuration.`);
  hideFromLogs(passphrase);
  return fromSeed(await openKeystore(JSON.parse(text), passphrase));
}

function fromSeed(seed: string): KeyPair {
  hideFromLogs(seed);
  return keyPairFromSeed(seed);
}
