import { decode, encode } from "./codec.ts";
import { FUNCTIONS } from "./generated/layouts.ts";
import type { Functions, Records } from "./generated/types.ts";

/** Anything that can ask a node: TcpClient, RpcClient, or a contract instance. */
export interface ContractClient {
  querySmartContract(contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array>;
}

/** A client together with the index of the contract on its network. */
export interface ContractReader {
  contractIndex: number;
  querySmartContract: ContractClient["querySmartContract"];
}

/** Reads the contract with this index through a client. */
export function contractReader(client: ContractClient, contractIndex: number): ContractReader {
  return { contractIndex, querySmartContract: (...query) => client.querySmartContract(...query) };
}

type Queries = {
  [K in keyof Functions]: (reader: ContractReader, args: Functions[K]["input"]) => Promise<Functions[K]["output"]>;
};

/** One function per contract function: `await query.getJob(reader, { jobKey, jobSlot })`. Errors are the client's. */
export const query = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([contractFunction, { inputType, name }]) => [
    contractFunction,
    async (reader: ContractReader, args: Records[keyof Records]) => {
      const input = encode(`${name}_input` as keyof Records, args);
      const output = await reader.querySmartContract(reader.contractIndex, inputType, input);
      return decode(`${name}_output` as keyof Records, output);
    },
  ]),
) as Queries;
