import { encode } from "./codec.ts";
import { PROCEDURES } from "./generated/layouts.ts";
import type { Procedures, Records } from "./generated/types.ts";

/** What a transaction to the contract carries. */
export interface ContractCall {
  inputType: number;
  input: Uint8Array;
}

type Calls = { [K in keyof Procedures]: (args: Procedures[K]["input"]) => ContractCall };

/** One function per procedure, that encodes its input: `call.createJob({ … })`. */
export const call = Object.fromEntries(
  Object.entries(PROCEDURES).map(([procedure, { inputType, name }]) => [
    procedure,
    (args: Records[keyof Records]) => ({ inputType, input: encode(`${name}_input` as keyof Records, args) }),
  ]),
) as Calls;
