import { chainImports } from "./chain-imports.ts";
import {
  ContractAbort,
  type ContractCaller,
  type IncomingTransfer,
  SYSTEM_PROCEDURES,
  type SystemProcedure,
} from "./contract-call.ts";
import type { ContractEnvironment } from "./contract-environment.ts";
import { type ContractEntry, type ContractExports, readEntries } from "./contract-module.ts";

const NOBODY = new Uint8Array(32);
const NO_CALLER: ContractCaller = { invocator: NOBODY, originator: NOBODY, invocationReward: 0n };
const INPUT_CAPACITY = 65_535;

/**
 * One contract with its state, run from its WebAssembly module. Calls are synchronous. They may nest: a transfer that
 * the contract makes can come back as `postIncomingTransfer` (or as a call) before it returns.
 */
export class ContractInstance {
  /** The procedures and functions that the contract registered. */
  readonly entries: readonly ContractEntry[];
  readonly #exports: ContractExports;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #callerAt: number;
  readonly #inputAt: number;
  readonly #stateAt: number;
  readonly #stateSize: number;
  readonly #outputSizes = { procedure: new Map<number, number>(), function: new Map<number, number>() };
  #originator: Uint8Array = NOBODY;

  private constructor(exports: ContractExports) {
    this.#exports = exports;
    this.#bytes = new Uint8Array(exports.memory.buffer);
    this.#view = new DataView(exports.memory.buffer);
    this.#callerAt = exports.caller();
    this.#inputAt = exports.inputBuffer();
    this.#stateAt = exports.state();
    this.#stateSize = exports.stateSize();
    this.entries = readEntries(exports);
    for (const entry of this.entries) this.#outputSizes[entry.kind].set(entry.inputType, entry.outputSize);
  }

  /** Instantiates a module with a zeroed state. INITIALIZE is not run. */
  static load(module: WebAssembly.Module, contractIndex: number, environment: ContractEnvironment): ContractInstance {
    let bytes: Uint8Array;
    const exports = startModule(
      module,
      contractIndex,
      chainImports(environment, () => bytes),
    );
    bytes = new Uint8Array(exports.memory.buffer);
    return new ContractInstance(exports);
  }

  /** What a module's contract registers, without a chain to run it on. */
  static entriesOf(module: WebAssembly.Module, contractIndex: number): readonly ContractEntry[] {
    const nothing = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 0]));
    return new ContractInstance(startModule(module, contractIndex, nothing)).entries;
  }

  /**
   * Runs a user procedure, after the invocation reward was moved to the contract. Returns its output, or undefined when
   * the contract has no such procedure (the money then stays with it). Too short an input is padded with zeros, too
   * long a one is cut. Throws ContractAbort.
   */
  procedure(inputType: number, input: Uint8Array, caller: ContractCaller): Uint8Array | undefined {
    return this.#callEntry("procedure", inputType, input, caller);
  }

  /** Runs a user function, which cannot change anything. Returns its output, or undefined when there is none. */
  query(inputType: number, input: Uint8Array): Uint8Array | undefined {
    return this.#callEntry("function", inputType, input, NO_CALLER);
  }

  /** Runs a system procedure; nothing happens when the contract has none of that name. */
  systemProcedure(name: SystemProcedure): void {
    this.#guarded(name, NO_CALLER, () => this.#exports.system(SYSTEM_PROCEDURES[name]));
  }

  /** Tells the contract that it was paid. To be called while the payment is made, after the balances changed. */
  postIncomingTransfer(transfer: IncomingTransfer): void {
    const fromContract = transfer.type === 2 || transfer.type === 3 || transfer.type === 6;
    const caller: ContractCaller = {
      invocator: fromContract ? transfer.sourceId : NOBODY,
      originator: this.#exports.depth() > 0 ? this.#originator : NOBODY,
      invocationReward: 0n,
    };
    this.#bytes.set(transfer.sourceId, this.#inputAt);
    this.#view.setBigInt64(this.#inputAt + 32, transfer.amount, true);
    this.#view.setBigUint64(this.#inputAt + 40, BigInt(transfer.type), true);
    this.#guarded("POST_INCOMING_TRANSFER", caller, () => this.#exports.postIncomingTransfer());
  }

  /** Whether the state was opened for writing since the last `clearDirty`, which is what the network charges for. */
  hasDirtyState(): boolean {
    return this.#exports.isDirty() !== 0;
  }

  clearDirty(): void {
    this.#exports.clearDirty();
  }

  /** A copy of the whole state. */
  state(): Uint8Array {
    return this.#bytes.slice(this.#stateAt, this.#stateAt + this.#stateSize);
  }

  /** Replaces the whole state, as when a saved chain is loaded. */
  loadState(state: Uint8Array): void {
    if (state.length !== this.#stateSize)
      throw new RangeError(`The contract's state has ${this.#stateSize} bytes, not ${state.length}`);
    this.#bytes.set(state, this.#stateAt);
  }

  /** Overwrites a part of the state. Meant for genesis, where a network sets its own configuration. */
  patchState(offset: number, bytes: Uint8Array): void {
    if (offset < 0 || offset + bytes.length > this.#stateSize)
      throw new RangeError(`No ${bytes.length} bytes at ${offset} in a state of ${this.#stateSize}`);
    this.#bytes.set(bytes, this.#stateAt + offset);
  }

  #callEntry(kind: ContractEntry["kind"], inputType: number, input: Uint8Array, caller: ContractCaller) {
    const outputSize = this.#outputSizes[kind].get(inputType);
    if (outputSize === undefined) return undefined;
    const size = Math.min(input.length, INPUT_CAPACITY);
    this.#bytes.set(size < input.length ? input.subarray(0, size) : input, this.#inputAt);
    const at = this.#guarded(`${kind} ${inputType}`, caller, () => this.#exports[kind](inputType, size));
    return this.#bytes.slice(at, at + outputSize);
  }

  /** Sets the caller, runs, and puts the module back to where it was if the contract traps. */
  #guarded<T>(name: string, caller: ContractCaller, run: () => T): T {
    const { __stack_pointer: stackPointer } = this.#exports;
    const before = { pointer: stackPointer.value, depth: this.#exports.depth(), top: this.#exports.stackTop() };
    const callback = this.#exports.insideCallback();
    const originator = this.#originator;
    this.#bytes.set(caller.invocator, this.#callerAt);
    this.#bytes.set(caller.originator, this.#callerAt + 32);
    this.#view.setBigInt64(this.#callerAt + 64, caller.invocationReward, true);
    this.#originator = caller.originator;
    try {
      return run();
    } catch (cause) {
      stackPointer.value = before.pointer;
      this.#exports.unwind(before.depth, before.top, callback);
      if (!(cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError)) throw cause;
      throw new ContractAbort(name, cause.message, { cause });
    } finally {
      this.#originator = originator;
    }
  }
}

/** Instantiates; the module's memory has its final size afterwards. */
function startModule(module: WebAssembly.Module, contractIndex: number, chain: WebAssembly.ModuleImports) {
  const exports = new WebAssembly.Instance(module, { chain }).exports as unknown as ContractExports;
  exports.start(contractIndex);
  return exports;
}
