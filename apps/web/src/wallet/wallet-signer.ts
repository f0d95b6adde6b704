import type { Signer, UnsignedTransaction } from "@qubix/client";
import type { SigningDesk } from "./signing-desk.ts";
import type { Wallet } from "./wallet.ts";

/**
 * The signer of an account of this browser's wallet: shows its owner what is to be signed, who unlocks the account there if
 * it is locked. An external wallet would stand behind the same interface.
 */
export async function walletSigner(wallet: Wallet, desk: SigningDesk, identity: string): Promise<Signer> {
  const { intentOf, publicKeyFromIdentity, signerOf } = await import("./vault.ts");
  const ask = (versions: readonly UnsignedTransaction[]) => desk.ask(identity, { kind: "transactions", versions });
  const own = () => signerOf(wallet.keyPair(identity));
  return {
    identity,
    publicKey: publicKeyFromIdentity(identity),
    async agreeTo(versions) {
      const intent = intentOf(identity, versions);
      // A call that missed its tick is the same call: its owner has agreed to it already.
      if (!intent.once && desk.hasAgreed(intent)) return;
      await ask(versions);
      desk.remember(intent);
    },
    async signTransactions(versions) {
      const intents = versions.map((version) => intentOf(identity, [version]));
      const same = intents.every(({ key }) => key === intents[0]?.key);
      if (!same || !intents[0] || !desk.hasAgreed(intents[0])) await ask(versions);
      return own().signTransactions(versions);
    },
    async signIn(text) {
      await desk.ask(identity, { kind: "sign-in", text });
      return own().signIn(text);
    },
    async sealKeyPair() {
      if (!wallet.isUnlocked(identity)) await desk.ask(identity, { kind: "open" });
      return own().sealKeyPair();
    },
  };
}
