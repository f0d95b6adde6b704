import { saveFile } from "../files/save-file.ts";

/** Downloads an account's encrypted seed: a keystore, which the command line opens too. */
export function saveBackup(name: string, keystore: { identity?: unknown }): void {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "account";
  const file = `qubix-${slug}-${String(keystore.identity).slice(0, 6).toLowerCase()}.json`;
  saveFile(file, `${JSON.stringify(keystore, null, 2)}\n`);
}
