import { contractReader, query } from "@qubix/contract";
import type { ContractCaller } from "./call-contract.ts";

/** The fee in QU that registrations and updates of hubs, providers and models carry beside what they are for. */
export async function callFee({
  node,
  contractIndex,
}: Pick<ContractCaller, "node" | "contractIndex">): Promise<bigint> {
  const { config } = await query.getConfig(contractReader(node, contractIndex), {});
  return config.callFee;
}
