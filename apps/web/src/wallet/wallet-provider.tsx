import type { HubSession, Signer } from "@qubix/client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { useHub } from "../hub/hub-provider.tsx";
import type { PageTokens } from "../hub/page-tokens.ts";
import { inWorker } from "../worker/in-worker.ts";
import { SigningDesk } from "./signing-desk.ts";
import { SigningDialog } from "./signing-dialog.tsx";
import { useAutoLock } from "./use-auto-lock.ts";
import { type AccountView, type Keystores, Wallet, type WalletView } from "./wallet.ts";
import { walletSigner } from "./wallet-signer.ts";

/** An account in use. */
export interface Account extends AccountView {
  /** Signs for it; asks its owner each time, also to unlock it. */
  signer: () => Promise<Signer>;
}

interface Keeper {
  wallet: Wallet;
  desk: SigningDesk;
  session: HubSession;
  tokens: PageTokens;
}

const KEYSTORES: Keystores = {
  createKeystore: (seed, password) => inWorker("createKeystore", seed, password),
  openKeystore: (keystore, password) => inWorker("openKeystore", keystore, password),
};

const Context = createContext<Keeper | undefined>(undefined);

/** The wallet of this browser, its signing dialog, and the session with the hub, which ends where the account changes. */
export function WalletProvider({
  session,
  tokens,
  children,
}: {
  session: HubSession;
  tokens: PageTokens;
  children: ReactNode;
}) {
  const [keeper] = useState<Keeper>(() => ({
    wallet: new Wallet(localStorage, KEYSTORES),
    desk: new SigningDesk(),
    session,
    tokens,
  }));
  const { wallet, desk } = keeper;
  useEffect(() => {
    const changed = ({ storageArea }: StorageEvent) => storageArea === localStorage && wallet.refresh();
    addEventListener("storage", changed);
    return () => removeEventListener("storage", changed);
  }, [wallet]);
  const { current } = useSyncExternalStore(wallet.watch, wallet.view);
  useAutoLock(current?.unlocked === true, () => {
    desk.forget();
    wallet.lock();
  });
  useSessionOf(keeper, current?.unlocked ? current.identity : undefined);
  return (
    <Context value={keeper}>
      {children}
      <SigningDialog wallet={wallet} desk={desk} />
    </Context>
  );
}

/** Ends a session that is not this identity's; what was read in its name is forgotten. */
function useSessionOf({ session, tokens }: Keeper, identity: string | undefined): void {
  const { live } = useHub();
  const queries = useQueryClient();
  // Told before anything is drawn for who has come in: its channels are to go over lines that speak for it.
  useEffect(() => {
    let last = tokens.load()?.identity;
    return tokens.watch(() => {
      const now = tokens.load()?.identity;
      if (now !== last) live.renew();
      last = now;
    });
  }, [live, tokens]);
  const signedIn = useSyncExternalStore(tokens.watch, () => tokens.load()?.identity);
  useEffect(() => {
    // The hub ends it in time by itself where it can't be told now.
    if (signedIn !== undefined && signedIn !== identity) session.signOut().catch(() => {});
  }, [signedIn, identity, session]);
  const [before, setBefore] = useState(signedIn);
  useEffect(() => {
    if (before === signedIn) return;
    setBefore(signedIn);
    // Who has just come in may see more; nothing of what stands there is somebody else's.
    if (before === undefined) void queries.invalidateQueries();
    else void queries.resetQueries();
  }, [before, signedIn, queries]);
}

export function useKeeper(): Keeper {
  const keeper = useContext(Context);
  if (!keeper) throw new Error("useKeeper needs a WalletProvider");
  return keeper;
}

/** The accounts of this browser, and what can be done with them. */
export function useWallet(): WalletView & { wallet: Wallet; lock: () => void } {
  const { wallet, desk } = useKeeper();
  const view = useSyncExternalStore(wallet.watch, wallet.view);
  const lock = () => {
    desk.forget();
    wallet.lock();
  };
  return { ...view, wallet, lock };
}

/** The account in use, locked or not; undefined while there is none. */
export function useAccount(): Account | undefined {
  const { wallet, desk } = useKeeper();
  const { current } = useSyncExternalStore(wallet.watch, wallet.view);
  return current && { ...current, signer: () => walletSigner(wallet, desk, current.identity) };
}
