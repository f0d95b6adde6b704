/** Who calls a procedure, and with how much QU already moved to the contract. */
export interface ContractCaller {
  /** The user or contract that calls. */
  invocator: Uint8Array;
  /** The user whose transaction began the chain of calls. */
  originator: Uint8Array;
  invocationReward: bigint;
}

/** What POST_INCOMING_TRANSFER is told. Type: 0 plain transaction, 1 procedure transaction, 2 QPI transfer, 3 dividends, 4 revenue donation, 5 IPO refund, 6 call by another contract. */
export interface IncomingTransfer {
  sourceId: Uint8Array;
  amount: bigint;
  type: number;
}

/** System procedures without input, by the number the host gives them. */
export const SYSTEM_PROCEDURES = {
  INITIALIZE: 0,
  BEGIN_EPOCH: 1,
  END_EPOCH: 2,
  BEGIN_TICK: 3,
  END_TICK: 4,
} as const;

export type SystemProcedure = keyof typeof SYSTEM_PROCEDURES;

/** A call that the contract could not finish (trap, too deep, out of stack). The real network would stall on it. */
export class ContractAbort extends Error {
  readonly code = "CONTRACT_ABORTED";

  constructor(
    readonly call: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Contract call ${call} was aborted: ${reason}. On the real network this stalls the chain: fix the contract.`,
      options,
    );
    this.name = "ContractAbort";
  }
}
