import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeed } from "@qubix/qubic";
import { afterAll, expect, it } from "vitest";
import { createKeystore, openKeystore } from "./keystore.ts";
import { readKeystoreFile, writeKeystoreFile } from "./keystore-file.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-keystore-"));
afterAll(() => rmSync(folder, { recursive: true }));
const seed = createSeed();

it("gives the seed back for the passphrase, in any spelling of the same letters, and nothing for another", async () => {
  const keystore = await createKeystore(seed, "Zu\u0308rich 8001");
  expect(JSON.stringify(keystore)).not.toContain(seed);
  expect(await openKeystore(JSON.parse(JSON.stringify(keystore)), "Z\u00fcrich 8001")).toBe(seed);
  await expect(openKeystore(keystore, "Zurich 8001")).rejects.toMatchObject({ code: "WRONG_PASSPHRASE" });
});

it("notices every change and refuses costs that would eat the machine", async () => {
  const keystore = await createKeystore(seed, "passphrase");
  const other = (await createKeystore(createSeed(), "passphrase")).identity;
  await expect(openKeystore({ ...keystore, identity: other }, "passphrase")).rejects.toMatchObject({
    code: "WRONG_PASSPHRASE",
  });
  const greedy = { ...keystore, kdf: { ...keystore.kdf, n: 2 ** 30 } };
  for (const bad of [greedy, { ...keystore, version: 2 }, { ...keystore, extra: 1 }, null, "{}"]) {
    await expect(openKeystore(bad, "passphrase")).rejects.toMatchObject({ code: "INVALID_KEYSTORE" });
  }
});

it("lies in a file for its owner alone, never written over", async () => {
  const file = join(folder, "wallet.json");
  await writeKeystoreFile(file, seed, "passphrase");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await readKeystoreFile(file, "passphrase")).toBe(seed);
  await expect(writeKeystoreFile(file, seed, "passphrase")).rejects.toMatchObject({ code: "EEXIST" });
});
