import { readFileSync } from "node:fs";
import { type ContractEntity, type ContractEnvironment, ContractInstance } from "@qubix/devnet";

/** The contract's index in these tests. */
export const INDEX = 29;

const OTHER_CONTRACTS = 30;
const module = new WebAssembly.Module(readFileSync(new URL("../dist/Qubix.wasm", import.meta.url)));

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** An identity of a test: 32 bytes that spell its name, so that failures can be read. */
export function party(name: string): Uint8Array {
  const bytes = new Uint8Array(32).fill(0x2e);
  new TextEncoder().encodeInto(name, bytes);
  return bytes;
}

export function contractId(index: number): Uint8Array {
  const bytes = new Uint8Array(32);
  bytes[0] = index;
  return bytes;
}

/** A chain in memory: balances, ticks, outsourced computations whose fate the test decides. */
export class TestChain implements ContractEnvironment {
  readonly balances = new Map<string, bigint>();
  readonly invocations: { id: bigint; request: Uint8Array; status: number }[] = [];
  readonly self = contractId(INDEX);
  readonly contract: ContractInstance;
  currentTick = 1000;
  currentEpoch = 200;
  currentTime = new Date("2026-08-14T15:16:17.890Z");
  reserve = 0n;
  ocFeesBurned = 0n;
  dividends = 0n;
  logLines = 0;
  refusesInvocations = false;
  /** Run inside each transfer to a user, after the money moved. */
  onTransfer: ((destination: Uint8Array, amount: bigint) => void) | undefined;

  constructor() {
    this.contract = ContractInstance.load(module, INDEX, this);
    this.contract.systemProcedure("INITIALIZE");
    this.contract.clearDirty();
  }

  balance(id: Uint8Array): bigint {
    return this.balances.get(hex(id)) ?? 0n;
  }

  give(id: Uint8Array, amount: bigint): void {
    this.balances.set(hex(id), this.balance(id) + amount);
  }

  /** All the money there is, with what was destroyed. Never changes but by `give`. */
  everything(): bigint {
    let sum = this.reserve + this.ocFeesBurned + this.dividends;
    for (const amount of this.balances.values()) sum += amount;
    return sum;
  }

  tick = () => this.currentTick;
  epoch = () => this.currentEpoch;
  now = () => this.currentTime;
  contractCount = () => OTHER_CONTRACTS;
  numberOfTickTransactions = () => 1;
  feeReserve = () => this.reserve;
  signatureValidity = () => false;

  transfer(destination: Uint8Array, amount: bigint): bigint {
    const left = this.balance(this.self) - amount;
    if (left < 0n) throw new Error(`The contract tried to pay ${amount} and has ${left + amount}`);
    this.give(this.self, -amount);
    this.give(destination, amount);
    this.onTransfer?.(destination, amount);
    return left;
  }

  burn(amount: bigint): bigint {
    const left = this.balance(this.self) - amount;
    if (left < 0n) throw new Error(`The contract tried to burn ${amount} and has ${left + amount}`);
    this.give(this.self, -amount);
    this.reserve += amount;
    return left;
  }

  entity(id: Uint8Array): ContractEntity | undefined {
    if (!this.balances.has(hex(id))) return undefined;
    return {
      incomingAmount: this.balance(id) + 77n,
      outgoingAmount: 77n,
      numberOfIncomingTransfers: 0,
      numberOfOutgoingTransfers: 0,
      latestIncomingTransferTick: 0,
      latestOutgoingTransferTick: 0,
    };
  }

  distributeDividends(perShare: bigint): boolean {
    if (this.balance(this.self) < perShare * 676n) return false;
    this.give(this.self, -perShare * 676n);
    this.dividends += perShare * 676n;
    return true;
  }

  invokeOc(_interfaceIndex: number, request: Uint8Array, fee: bigint): bigint {
    if (this.refusesInvocations || this.balance(this.self) < fee) return -1n;
    this.give(this.self, -fee);
    this.ocFeesBurned += fee;
    const id = (BigInt(this.currentTick) << 31n) + 4096n + BigInt(this.invocations.length);
    this.invocations.push({ id, request, status: 1 });
    return id;
  }

  ocInvocationStatus(id: bigint): number {
    return this.invocations.find((invocation) => invocation.id === id)?.status ?? 0;
  }

  log(): void {
    this.logLines++;
  }

  /** Ends the tick and begins the next. */
  endTick(): void {
    this.contract.systemProcedure("END_TICK");
    this.currentTick++;
    this.contract.systemProcedure("BEGIN_TICK");
  }

  endTicks(count: number): void {
    for (let i = 0; i < count; i++) this.endTick();
  }

  /** Ends the epoch: invocations are forgotten. */
  endEpoch(): void {
    this.contract.systemProcedure("END_TICK");
    this.contract.systemProcedure("END_EPOCH");
    this.invocations.length = 0;
    this.currentEpoch++;
    this.currentTick++;
    this.contract.systemProcedure("BEGIN_EPOCH");
    this.contract.systemProcedure("BEGIN_TICK");
  }
}
