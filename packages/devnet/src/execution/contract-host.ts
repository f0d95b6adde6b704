import {
  contractPublicKey,
  isZero,
  MAX_AMOUNT,
  NUMBER_OF_COMPUTORS,
  type SignedTransaction,
  verify,
} from "@qubix/qubic";
import {
  type ContractEntity,
  type ContractEnvironment,
  ContractInstance,
  type ContractLogSeverity,
  type SystemProcedure,
} from "../contract/index.ts";
import { MIN_OC_FEE } from "../oc/oc-interfaces.ts";
import { contractIndexOf } from "../spectrum/contract-index-of.ts";
import { keyOf } from "../spectrum/key-of.ts";
import { type ChainState, CONTRACT_COUNT } from "./chain-state.ts";

/** How a contract was paid, as POST_INCOMING_TRANSFER is told. */
export const TransferType = {
  standardTransaction: 0,
  procedureTransaction: 1,
  qpiTransfer: 2,
  qpiDividends: 3,
} as const;

/** What QPI returns for a transfer that it forbids altogether. */
const INVALID_AMOUNT = -(2n ** 63n);

/** Is told what the contract logs, and how long its outermost calls took. */
export interface ContractListener {
  log: ContractLog;
  called?: ((kind: CallKind, seconds: number) => void) | undefined;
}

type CallKind = "procedure" | "transfer" | "system";

type ContractLog = (contractIndex: number, severity: ContractLogSeverity, message: Uint8Array) => void;

/** A contract on the chain: its instance, its execution fee reserve, and the chain as it sees it. */
export class ContractHost implements ContractEnvironment {
  readonly index: number;
  readonly publicKey: Uint8Array;
  readonly instance: ContractInstance;
  /** What its executions are paid from; at zero or below, its procedures don't run. */
  reserve = 0n;
  readonly #chain: ChainState;
  readonly #listener: ContractListener;
  /** Time spent in procedures since fees were last taken, in microseconds. */
  #microseconds = 0;
  #depth = 0;
  /** Net amount that the current call has moved away from the user who made it. */
  #originator = "";
  #originatorPaid = 0n;
  /** POST_INCOMING_TRANSFER is running: transfers to contracts and dividends are forbidden meanwhile. */
  #insideCallback = false;

  constructor(chain: ChainState, index: number, module: WebAssembly.Module, listener: ContractListener) {
    this.index = index;
    this.publicKey = contractPublicKey(index);
    this.#chain = chain;
    this.#listener = listener;
    this.instance = ContractInstance.load(module, index, this);
  }

  /** Whether the contract has such a procedure. */
  hasProcedure(inputType: number): boolean {
    return this.instance.entries.some((entry) => entry.kind === "procedure" && entry.inputType === inputType);
  }

  /** Runs a user's procedure call, its amount paid already. Returns whether money left the user in the end. */
  callProcedure({ source, amount, inputType, input }: SignedTransaction): boolean {
    if (amount > 0n) this.notifyTransfer(source, amount, TransferType.procedureTransaction);
    // What the notification paid back is not counted, as on a node.
    this.#originator = keyOf(source);
    this.#originatorPaid = amount;
    const caller = { invocator: source, originator: source, invocationReward: amount };
    this.#measured("procedure", () => this.instance.procedure(inputType, input, caller));
    this.#originator = "";
    return this.#originatorPaid !== 0n;
  }

  system(name: SystemProcedure): void {
    this.#measured("system", () => this.instance.systemProcedure(name));
  }

  /** Tells the contract that it was paid. */
  notifyTransfer(sourceId: Uint8Array, amount: bigint, type: number): void {
    const nested = this.#insideCallback;
    this.#insideCallback = true;
    try {
      this.#measured("transfer", () => this.instance.postIncomingTransfer({ sourceId, amount, type }));
    } finally {
      this.#insideCallback = nested;
    }
  }

  /** Execution fees since they were last taken: one QU per microsecond. */
  takeExecutionFee(): bigint {
    const fee = BigInt(Math.round(this.#microseconds));
    this.#microseconds = 0;
    return fee;
  }

  tick(): number {
    return this.#chain.tick;
  }

  epoch(): number {
    return this.#chain.epoch;
  }

  now(): Date {
    return this.#chain.time;
  }

  contractCount(): number {
    return CONTRACT_COUNT;
  }

  numberOfTickTransactions(): number {
    return this.#chain.numberOfTickTransactions;
  }

  transfer(destination: Uint8Array, amount: bigint): bigint {
    const target = contractIndexOf(destination, CONTRACT_COUNT);
    if (this.#insideCallback && target !== undefined) return INVALID_AMOUNT;
    const { spectrum, tick } = this.#chain;
    if (!spectrum.get(this.publicKey)) return -amount;
    const remaining = spectrum.balance(this.publicKey) - amount;
    if (remaining < 0n) return remaining;
    spectrum.decrease(this.publicKey, amount, tick);
    this.#pay(destination, amount, TransferType.qpiTransfer);
    return remaining;
  }

  burn(amount: bigint): bigint {
    const { spectrum, tick } = this.#chain;
    if (!spectrum.get(this.publicKey)) return -amount;
    const remaining = spectrum.balance(this.publicKey) - amount;
    if (remaining < 0n) return remaining;
    spectrum.decrease(this.publicKey, amount, tick);
    this.reserve += amount;
    return remaining;
  }

  entity(publicKey: Uint8Array): ContractEntity | undefined {
    const entry = this.#chain.spectrum.get(publicKey);
    return (
      entry && {
        incomingAmount: entry.incoming,
        outgoingAmount: entry.outgoing,
        numberOfIncomingTransfers: entry.incomingTransfers,
        numberOfOutgoingTransfers: entry.outgoingTransfers,
        latestIncomingTransferTick: entry.latestIncomingTick,
        latestOutgoingTransferTick: entry.latestOutgoingTick,
      }
    );
  }

  feeReserve(): bigint {
    return this.reserve;
  }

  /** Each computor holds one of the contract's 676 shares, as after an IPO. */
  distributeDividends(amountPerShare: bigint): boolean {
    const total = amountPerShare * BigInt(NUMBER_OF_COMPUTORS);
    if (this.#insideCallback || amountPerShare < 0n || total > MAX_AMOUNT) return false;
    const { spectrum, tick, computors } = this.#chain;
    if (!spectrum.decrease(this.publicKey, total, tick)) return false;
    for (const shareholder of computors.publicKeys) this.#pay(shareholder, amountPerShare, TransferType.qpiDividends);
    return true;
  }

  invokeOc(interfaceIndex: number, request: Uint8Array, fee: bigint): bigint {
    const { spectrum, oc, epoch, tick } = this.#chain;
    if (fee < MIN_OC_FEE || !spectrum.decrease(this.publicKey, fee, tick)) return -1n;
    const invocationId = oc.start(this.index, interfaceIndex, request, epoch, tick);
    if (invocationId < 0n) spectrum.increase(this.publicKey, fee, tick);
    return invocationId;
  }

  ocInvocationStatus(invocationId: bigint): number {
    return this.#chain.oc.status(invocationId);
  }

  signatureValidity(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
    return !isZero(publicKey) && verify(publicKey, digest, signature);
  }

  log(severity: ContractLogSeverity, message: Uint8Array): void {
    this.#listener.log(this.index, severity, message);
  }

  #pay(destination: Uint8Array, amount: bigint, type: number): void {
    this.#chain.spectrum.increase(destination, amount, this.#chain.tick);
    if (this.#originator === keyOf(destination)) this.#originatorPaid -= amount;
    const target = amount > 0n ? contractIndexOf(destination, CONTRACT_COUNT) : undefined;
    if (target !== undefined) this.#chain.contracts.get(target)?.notifyTransfer(this.publicKey, amount, type);
  }

  /** Adds up the time of outermost calls; nested ones are part of it. */
  #measured<T>(kind: CallKind, run: () => T): T {
    const started = performance.now();
    this.#depth++;
    try {
      return run();
    } finally {
      if (--this.#depth === 0) {
        const milliseconds = performance.now() - started;
        this.#microseconds += milliseconds * 1_000;
        this.#listener.called?.(kind, milliseconds / 1_000);
      }
    }
  }
}
