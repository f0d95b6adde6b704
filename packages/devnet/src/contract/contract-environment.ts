/** What a spectrum holds about one entity: a user or a contract. Amounts are QU. */
export interface ContractEntity {
  incomingAmount: bigint;
  outgoingAmount: bigint;
  numberOfIncomingTransfers: number;
  numberOfOutgoingTransfers: number;
  latestIncomingTransferTick: number;
  latestOutgoingTransferTick: number;
}

/** Severity of a contract's log message, by the macro that wrote it (LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG). */
export type ContractLogSeverity = "error" | "warning" | "info" | "debug";

/**
 * What a chain provides to one contract instance. Every method is called synchronously from inside a contract call,
 * and byte arrays passed in are copies that the chain may keep.
 */
export interface ContractEnvironment {
  tick(): number;
  epoch(): number;
  /** Time of the current tick (UTC). */
  now(): Date;
  /** Number of contract slots on this chain: ids below it belong to contracts. */
  contractCount(): number;
  /** Transactions of the current tick, or -1 if the tick is empty. */
  numberOfTickTransactions(): number;
  /**
   * Moves QU from this contract's balance. Returns the balance left, or a negative number (minus the missing amount)
   * when nothing moved. The amount was checked to be in 0..10^15. A transfer to a contract must run that contract's
   * `postIncomingTransfer` (type 2, QPI transfer) before it returns.
   */
  transfer(destination: Uint8Array, amount: bigint): bigint;
  /** Moves QU from this contract's balance into its execution fee reserve. Returns as `transfer` does. */
  burn(amount: bigint): bigint;
  entity(publicKey: Uint8Array): ContractEntity | undefined;
  /** This contract's execution fee reserve in QU. */
  feeReserve(): bigint;
  /** Pays `amountPerShare` for each of the 676 shares of this contract; false if the balance is too small. */
  distributeDividends(amountPerShare: bigint): boolean;
  /** Burns the fee and records the invocation. Returns its id, or -1 when refused (nothing is charged then). */
  invokeOc(interfaceIndex: number, request: Uint8Array, fee: bigint): bigint;
  /** 0 unknown, 1 pending, 2 authorized, 3 timeout. */
  ocInvocationStatus(invocationId: bigint): number;
  signatureValidity(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean;
  log(severity: ContractLogSeverity, message: Uint8Array): void;
}
