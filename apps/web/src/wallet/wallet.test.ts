import { createKeystore, openKeystore } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { beforeEach, expect, it } from "vitest";
import { WALLET_KEY } from "./stored-wallet.ts";
import { Wallet } from "./wallet.ts";

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};
beforeEach(() => kept.clear());

const seed = createSeed();
const { identity } = keyPairFromSeed(seed);
const PASSWORD = "correct horse";

const add = async (wallet: Wallet, name: string, ofSeed: string) =>
  wallet.keep(name, await wallet.seal(ofSeed, PASSWORD));

it("keeps an account over restarts, encrypted, and gives its key only for the password", async () => {
  const wallet = new Wallet(storage, { createKeystore, openKeystore });
  await add(wallet, "Main", seed);
  expect(wallet.view().current).toEqual({ name: "Main", identity, unlocked: true });
  expect(kept.get(WALLET_KEY)).not.toContain(seed);

  const later = new Wallet(storage, { createKeystore, openKeystore });
  expect(later.view().current?.unlocked).toBe(false);
  expect(() => later.keyPair(identity)).toThrow("ACCOUNT_LOCKED");
  await expect(later.unlock(identity, "wrong")).rejects.toMatchObject({ code: "WRONG_PASSPHRASE" });
  await later.unlock(identity, PASSWORD);
  expect(later.keyPair(identity).identity).toBe(identity);
  later.lock();
  expect(() => later.keyPair(identity)).toThrow("ACCOUNT_LOCKED");
});

it("takes the command line's keystores, and its backups are such", async () => {
  const wallet = new Wallet(storage, { createKeystore, openKeystore });
  const keystore = JSON.parse(JSON.stringify(await createKeystore(seed, PASSWORD)));
  await expect(wallet.openBackup(keystore, "wrong")).rejects.toMatchObject({ code: "WRONG_PASSPHRASE" });
  expect(wallet.view().accounts).toEqual([]);
  wallet.keep("CLI", await wallet.openBackup(keystore, PASSWORD));
  expect(await openKeystore(JSON.parse(JSON.stringify(wallet.backup(identity))), PASSWORD)).toBe(seed);
});

it("refuses what is no seed, and the same account twice", async () => {
  const wallet = new Wallet(storage, { createKeystore, openKeystore });
  for (const bad of ["", "A".repeat(55), "a".repeat(54), `${"a".repeat(54)} `])
    await expect(wallet.seal(bad, PASSWORD)).rejects.toMatchObject({ code: "SEED_INVALID" });
  await add(wallet, "One", seed);
  await expect(wallet.seal(seed, PASSWORD)).rejects.toMatchObject({ code: "ACCOUNT_EXISTS" });
});

it("tells watchers of changes, has one account in use, and forgets what is removed", async () => {
  const wallet = new Wallet(storage, { createKeystore, openKeystore });
  let changes = 0;
  const stop = wallet.watch(() => {
    changes += 1;
  });
  await add(wallet, "One", seed);
  const other = createSeed();
  const second = keyPairFromSeed(other).identity;
  await add(wallet, "Two", other);
  expect(wallet.view().current?.identity).toBe(second);
  wallet.choose(identity);
  wallet.rename(identity, "First");
  expect(wallet.view().current?.name).toBe("First");
  wallet.remove(identity);
  expect(wallet.view().accounts.map((account) => account.identity)).toEqual([second]);
  expect(() => wallet.keyPair(identity)).toThrow("ACCOUNT_LOCKED");
  stop();
  expect(changes).toBe(5);
});

it("never writes over what it can't read", async () => {
  kept.set(WALLET_KEY, '{"version":2}');
  const wallet = new Wallet(storage, { createKeystore, openKeystore });
  expect(wallet.view()).toMatchObject({ accounts: [], damaged: true });
  await expect(wallet.seal(seed, PASSWORD)).rejects.toMatchObject({ code: "WALLET_DAMAGED" });
  expect(kept.get(WALLET_KEY)).toBe('{"version":2}');
});
