import { contractReader, NO_PROVIDER, query } from "@qubix/contract";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { useQuery } from "@tanstack/react-query";
import { useNode } from "../../hub/use-node.ts";
import { useRoute } from "../../hub/use-route.ts";

/** A provider as the contract has it, read again with each tick. @param owner its identity */
export function useProviderRecord(owner: string) {
  const node = useNode();
  const { data } = useRoute("getNetwork", {});
  const index = data?.network.contract.index;
  return useQuery({
    queryKey: ["provider-record", owner, index],
    queryFn: () =>
      query.getProvider(contractReader(node, index!), {
        identity: publicKeyFromIdentity(owner),
        provider: NO_PROVIDER,
      }),
    enabled: index !== undefined,
    meta: { refresh: "tick" },
    // Amounts are bigint, which the cache's own comparison of answers can't write down.
    structuralSharing: false,
  });
}
