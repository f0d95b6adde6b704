import type { Declaration } from "./declarations.ts";
import type { Token } from "./tokens.ts";

/** A contract's source, read. */
export interface Contract {
  tokens: Token[];
  declarations: Declaration[];
  /** Name of the struct that inherits from ContractBase, which all global names begin with. */
  struct: string;
}

export interface Problem {
  rule: string;
  line: number;
  message: string;
}

/** Checks one thing about a contract. */
export type Rule = (contract: Contract) => Problem[];
