import { findModelEntry } from "@qubix/client";
import { fromHex, sha256OfBlob } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { useQuery } from "@tanstack/react-query";
import { useNode } from "../../../hub/use-node.ts";
import { useRoute } from "../../../hub/use-route.ts";

/** What the contract has of a model version under an account; null for nothing. @param digest its manifest's */
export function useOwnEntry(digest: string, identity: string) {
  const node = useNode();
  const contractIndex = useRoute("getNetwork", {}).data?.network.contract.index;
  return useQuery({
    queryKey: ["ownModelEntry", digest, identity, contractIndex],
    queryFn: async () => {
      const creator = publicKeyFromIdentity(identity);
      const contract = { node, contractIndex: contractIndex! };
      return (await findModelEntry(contract, fromHex(sha256OfBlob(digest)), creator)) ?? null;
    },
    enabled: contractIndex !== undefined,
    // Amounts are bigint, which the cache's own comparison of answers can't write down.
    structuralSharing: false,
  });
}
