import { contractPublicKey, identityFromPublicKey } from "@qubix/qubic";
import { useMemo } from "react";
import { useRoute } from "../../hub/use-route.ts";

/** The identity of the Qubix contract on this network; undefined until that is known. */
export function useContractIdentity(): string | undefined {
  const { data } = useRoute("getNetwork", {});
  const index = data?.network.contract.index;
  return useMemo(() => (index === undefined ? undefined : identityFromPublicKey(contractPublicKey(index))), [index]);
}
