import {
  type ContractEntity,
  type ContractEnvironment,
  ContractInstance,
  type ContractLogSeverity,
} from "@qubix/devnet";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A chain of one contract, for tests: balances in a map, and everything that the contract asked for written down. */
export class SmallChain implements ContractEnvironment {
  readonly balances = new Map<string, bigint>();
  readonly logs: [ContractLogSeverity, string][] = [];
  readonly invocations: { interfaceIndex: number; request: Uint8Array; fee: bigint }[] = [];
  readonly contractId = new Uint8Array(32);
  readonly contract: ContractInstance;
  reserve = 0n;
  currentTick = 1000;

  constructor(
    module: WebAssembly.Module,
    readonly contractIndex: number,
  ) {
    this.contractId[0] = contractIndex;
    this.contract = ContractInstance.load(module, contractIndex, this);
    this.contract.systemProcedure("INITIALIZE");
    this.contract.clearDirty();
  }

  balance = (id: Uint8Array) => this.balances.get(hex(id)) ?? 0n;

  give(id: Uint8Array, amount: bigint): void {
    this.balances.set(hex(id), this.balance(id) + amount);
  }

  /** A transaction to the contract: the money first, then the procedure. */
  call(inputType: number, input: Uint8Array, from: Uint8Array, invocationReward = 0n): Uint8Array {
    this.give(this.contractId, invocationReward);
    return this.contract.procedure(inputType, input, { invocator: from, originator: from, invocationReward })!;
  }

  async querySmartContract(_index: number, inputType: number, input: Uint8Array): Promise<Uint8Array> {
    return this.contract.query(inputType, input)!;
  }

  tick = () => this.currentTick;
  epoch = () => 200;
  now = () => new Date("2026-08-14T15:16:17.890Z");
  contractCount = () => this.contractIndex + 1;
  numberOfTickTransactions = () => 3;

  transfer(destination: Uint8Array, amount: bigint): bigint {
    const left = this.balance(this.contractId) - amount;
    if (left < 0n) return left;
    this.give(this.contractId, -amount);
    this.give(destination, amount);
    if (hex(destination) === hex(this.contractId) && amount > 0n)
      this.contract.postIncomingTransfer({ sourceId: this.contractId, amount, type: 2 });
    return left;
  }

  burn(amount: bigint): bigint {
    const left = this.balance(this.contractId) - amount;
    if (left < 0n) return left;
    this.give(this.contractId, -amount);
    this.reserve += amount;
    return left;
  }

  entity(id: Uint8Array): ContractEntity | undefined {
    if (!this.balances.has(hex(id))) return undefined;
    return {
      incomingAmount: this.balance(id),
      outgoingAmount: 0n,
      numberOfIncomingTransfers: 1,
      numberOfOutgoingTransfers: 2,
      latestIncomingTransferTick: 3,
      latestOutgoingTransferTick: 4,
    };
  }

  feeReserve = () => this.reserve;
  distributeDividends = (perShare: bigint) => this.burn(perShare * 676n) >= 0n;

  invokeOc(interfaceIndex: number, request: Uint8Array, fee: bigint): bigint {
    this.invocations.push({ interfaceIndex, request, fee });
    return (BigInt(this.currentTick) << 31n) + 4095n + BigInt(this.invocations.length);
  }

  ocInvocationStatus = (id: bigint) => (id >> 31n === BigInt(this.currentTick) ? 1 : 0);
  signatureValidity = (_id: Uint8Array, digest: Uint8Array, signature: Uint8Array) => digest[0] === signature[0];

  log(severity: ContractLogSeverity, message: Uint8Array): void {
    this.logs.push([severity, hex(message)]);
  }
}
