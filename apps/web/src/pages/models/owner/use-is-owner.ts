import type { ModelRepositoryDocument } from "@qubix/protocol";
import { useAccount } from "../../../wallet/wallet-provider.tsx";

/** Whether a model belongs to the account in use. */
export function useIsOwner({ owner }: Pick<ModelRepositoryDocument, "owner">): boolean {
  return useAccount()?.identity === owner;
}
