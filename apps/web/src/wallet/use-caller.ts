import type { ContractCaller } from "@qubix/client";
import { useQueryClient } from "@tanstack/react-query";
import { useHub } from "../hub/hub-provider.tsx";
import { useNode } from "../hub/use-node.ts";
import type { Account } from "./wallet-provider.tsx";

/** Looks at a hub are not free: less often than a node is asked by a program beside it. */
const POLL_MS = 500;

/** Calls the contract in an account's name: `await callContract(await caller(account), call.cancelJob(…), fee)`. */
export function useCaller(): (account: Account) => Promise<ContractCaller> {
  const hub = useHub();
  const node = useNode();
  const queries = useQueryClient();
  return async (account) => {
    const { network } = await queries.fetchQuery({
      queryKey: ["getNetwork", {}],
      queryFn: () => hub.call("getNetwork", {}),
      staleTime: 60_000,
    });
    const { contract, tickOffset } = network;
    return { node, contractIndex: contract.index, tickOffset, keyPair: await account.signer(), pollMs: POLL_MS };
  };
}
