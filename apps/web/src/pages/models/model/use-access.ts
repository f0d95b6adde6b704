import type { ModelAccessDocument, ModelRepositoryDocument } from "@qubix/protocol";
import { useRoute } from "../../../hub/use-route.ts";
import { useSession } from "../../../wallet/use-session.ts";
import { useAccount } from "../../../wallet/wallet-provider.tsx";

/** How far whoever looks at a gated model is from its files. */
export interface Access {
  /** false while it is being found out. */
  isKnown: boolean;
  /** Missing: they have not asked, or are not signed in. */
  state?: ModelAccessDocument["state"];
  /** QU, where access is for sale. */
  price?: bigint;
}

export function useAccess({ namespace, name, gating }: ModelRepositoryDocument): Access {
  const { signedIn } = useSession();
  const identity = useAccount()?.identity ?? "";
  const own = useRoute("getModelAccess", { params: { namespace, name, identity } }, { enabled: signedIn });
  const newest = useRoute("getModel", { params: { namespace, name } });
  const chain = newest.data?.chain;
  return {
    isKnown: !newest.isLoading && !own.isLoading,
    ...(own.data && { state: own.data.state }),
    // Nobody need pay where asking is enough.
    ...(gating !== "auto" && chain?.active && chain.accessPrice && { price: BigInt(chain.accessPrice) }),
  };
}
