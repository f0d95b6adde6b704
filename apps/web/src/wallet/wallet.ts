import type { Keystore } from "@qubix/client";
import type { KeyPair } from "@qubix/qubic";
import { currentOf, EMPTY_WALLET, readStoredWallet, type StoredWallet, WALLET_KEY } from "./stored-wallet.ts";
import { WalletError } from "./wallet-error.ts";

const vault = () => import("./vault.ts");

/** An account as pages see it. */
export interface AccountView {
  name: string;
  identity: string;
  /** Its key is at hand, so that it can sign. */
  unlocked: boolean;
}

export interface WalletView {
  accounts: AccountView[];
  /** The one in use; undefined while there is none. */
  current: AccountView | undefined;
  /** What is stored can't be read: nothing is written over it. */
  damaged: boolean;
}

/** What encrypts seeds and opens them again: seconds of work, which pages give to another thread. */
export interface Keystores {
  createKeystore: (seed: string, password: string) => Promise<Keystore>;
  /** @throws what has the code WRONG_PASSPHRASE or INVALID_KEYSTORE */
  openKeystore: (keystore: unknown, password: string) => Promise<string>;
}

/** A new account before it is kept: its key, and its seed encrypted. */
export interface SealedAccount {
  keyPair: KeyPair;
  keystore: Keystore;
}

/**
 * The accounts of this browser. Encrypted seeds lie in `storage`, in the format of the command line's keystores; keys of
 * unlocked accounts are in memory only, and nothing but `keyPair` hands them out.
 */
export class Wallet {
  readonly #storage: Pick<Storage, "getItem" | "setItem">;
  readonly #keystores: Keystores;
  readonly #keys = new Map<string, KeyPair>();
  readonly #watchers = new Set<() => void>();
  #view: WalletView;

  constructor(storage: Pick<Storage, "getItem" | "setItem">, keystores: Keystores) {
    this.#storage = storage;
    this.#keystores = keystores;
    this.#view = this.#look();
  }

  /** The same object until something changes. */
  view = (): WalletView => this.#view;

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Looks at the storage again: another tab may have changed it. */
  refresh(): void {
    this.#view = this.#look();
    for (const watcher of this.#watchers) watcher();
  }

  /** Encrypts a seed for this wallet; `keep` adds the account. @throws WalletError SEED_INVALID, ACCOUNT_EXISTS, WALLET_FULL */
  async seal(seed: string, password: string): Promise<SealedAccount> {
    const { keyPairFromSeed } = await vault();
    if (!/^[a-z]{55}$/.test(seed)) throw new WalletError("SEED_INVALID");
    const keyPair = keyPairFromSeed(seed);
    this.#mayAdd(keyPair.identity);
    return { keyPair, keystore: await this.#keystores.createKeystore(seed, password) };
  }

  /** Opens the keystore of a backup, to be kept here. @throws WalletError; what `Keystores` throw */
  async openBackup(backup: unknown, password: string): Promise<SealedAccount> {
    const { keyPairFromSeed } = await vault();
    const keyPair = keyPairFromSeed(await this.#keystores.openKeystore(backup, password));
    return { keyPair, keystore: backup as Keystore };
  }

  /** Adds an account, unlocked and in use. @throws WalletError ACCOUNT_EXISTS, WALLET_FULL */
  keep(name: string, { keyPair, keystore }: SealedAccount): void {
    this.#mayAdd(keyPair.identity);
    this.#keys.set(keyPair.identity, keyPair);
    const wallet = this.#read();
    this.#write({ ...wallet, accounts: [...wallet.accounts, { name, keystore }], current: keystore.identity });
  }

  /** Makes an account able to sign. @throws what has the code WRONG_PASSPHRASE */
  async unlock(identity: string, password: string): Promise<void> {
    const { keyPairFromSeed } = await vault();
    this.#keys.set(identity, keyPairFromSeed(await this.seed(identity, password)));
    this.refresh();
  }

  /** An account's seed, to be written down. @throws what has the code WRONG_PASSPHRASE */
  async seed(identity: string, password: string): Promise<string> {
    return this.#keystores.openKeystore(this.backup(identity), password);
  }

  /** An account's encrypted seed, as a backup file has it. */
  backup(identity: string): object {
    const account = this.#read().accounts.find(({ keystore }) => keystore.identity === identity);
    if (!account) throw new WalletError("ACCOUNT_LOCKED");
    return account.keystore;
  }

  /** Forgets all keys. */
  lock(): void {
    this.#keys.clear();
    this.refresh();
  }

  choose(identity: string): void {
    this.#write({ ...this.#read(), current: identity });
  }

  rename(identity: string, name: string): void {
    const wallet = this.#read();
    const accounts = wallet.accounts.map((one) => (one.keystore.identity === identity ? { ...one, name } : one));
    this.#write({ ...wallet, accounts });
  }

  /** Takes an account out of this browser. Without its seed or a backup what it holds is lost. */
  remove(identity: string): void {
    const wallet = this.#read();
    this.#keys.delete(identity);
    this.#write({ ...wallet, accounts: wallet.accounts.filter(({ keystore }) => keystore.identity !== identity) });
  }

  /** The key of an unlocked account. For signers only. @throws WalletError ACCOUNT_LOCKED */
  keyPair(identity: string): KeyPair {
    const keyPair = this.#keys.get(identity);
    if (!keyPair) throw new WalletError("ACCOUNT_LOCKED");
    return keyPair;
  }

  isUnlocked(identity: string): boolean {
    return this.#keys.has(identity);
  }

  #mayAdd(identity: string): void {
    const { accounts } = this.#read();
    if (accounts.some(({ keystore }) => keystore.identity === identity)) throw new WalletError("ACCOUNT_EXISTS");
    if (accounts.length >= 64) throw new WalletError("WALLET_FULL");
  }

  #read(): StoredWallet {
    const wallet = readStoredWallet(this.#storage.getItem(WALLET_KEY));
    if (!wallet) throw new WalletError("WALLET_DAMAGED");
    return wallet;
  }

  #write(wallet: StoredWallet): void {
    this.#storage.setItem(WALLET_KEY, JSON.stringify(wallet));
    this.refresh();
  }

  #look(): WalletView {
    const wallet = readStoredWallet(this.#storage.getItem(WALLET_KEY));
    const stored = wallet ?? EMPTY_WALLET;
    const view = ({ name, keystore: { identity } }: StoredWallet["accounts"][number]): AccountView => {
      return { name, identity, unlocked: this.#keys.has(identity) };
    };
    const current = currentOf(stored);
    return { accounts: stored.accounts.map(view), current: current && view(current), damaged: wallet === undefined };
  }
}
