import { useMutation } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useHub } from "../hub/hub-provider.tsx";
import { useAccount, useKeeper } from "./wallet-provider.tsx";

/** Whether the account in use is signed in to the hub, and the way to do it. */
export function useSession() {
  const hub = useHub();
  const { session, tokens } = useKeeper();
  const account = useAccount();
  const identity = useSyncExternalStore(tokens.watch, () => tokens.load()?.identity);
  const enter = useMutation({
    async mutationFn() {
      if (!account) return;
      const { network } = await hub.call("getNetwork", {});
      const { signIn } = await import("./vault.ts");
      const signer = await account.signer();
      tokens.save(await signIn({ url: session.hub.url, network: network.id }, signer, "Qubix in the browser"));
    },
  });
  const leave = useMutation({ mutationFn: () => session.signOut() });
  return { signedIn: identity !== undefined && identity === account?.identity, signIn: enter, signOut: leave };
}
