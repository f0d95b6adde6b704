import { contractReader, query } from "@qubix/contract";
import type { ContractCaller } from "./call-contract.ts";

/** The fee in QU that calls carry beside what they are for; the contract returns it where a call is free. */
export async function callFee({
  node,
  contractIndex,
}: Pick<ContractCaller, "node" | "contractIndex">): Promise<bigint> {
  const { config } = await query.getConfig(contractReader(node, contractIndex), {});
  return config.callFee;
}
