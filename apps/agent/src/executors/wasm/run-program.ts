import { DEPTH_LIMIT, FUEL_SCHEDULE, MAXIMUM_FUEL, METER_EXPORTS } from "@qubix/client/wasm";
import { type RunRequest, STANDARD_INPUT } from "./run-request.ts";
import { FileSystem, type FileSystem as Files } from "./wasi/file-system.ts";
import { GuestMemory } from "./wasi/guest-memory.ts";
import { FileNode, Quota } from "./wasi/nodes.ts";
import { OpenFiles } from "./wasi/open-files.ts";
import { SeededRandom } from "./wasi/seeded-random.ts";
import { VirtualClock } from "./wasi/virtual-clock.ts";
import { ProgramExit, type WasiContext } from "./wasi/wasi-context.ts";
import { wasiImports } from "./wasi/wasi-imports.ts";

export type ProgramEnd = {
  outcome: "ok" | "exit" | "trap" | "out-of-fuel" | "call-depth";
  exitCode: number;
  fuelUsed: bigint;
  reason: string;
  files: Files;
};

/** The host could not give the program what it may have. */
export class HostFailure extends Error {}

class OutOfFuel extends Error {}

/** What a run tells while it goes on. */
export type ProgramHooks = { log(stream: "stdout" | "stderr", bytes: Uint8Array): void; fuel(used: bigint): void };

type Meter = { value: bigint };

/** Runs an instrumented module from `_start` to its end. @throws HostFailure */
export function runProgram(
  module: WebAssembly.Module,
  request: RunRequest,
  inputs: ReadonlyMap<string, Uint8Array>,
  hooks: ProgramHooks,
): ProgramEnd {
  const asked = BigInt(request.fuel);
  const limit = asked < MAXIMUM_FUEL ? asked : MAXIMUM_FUEL;
  const files = new FileSystem(inputs, request.outputBytes);
  let context: WasiContext | undefined;
  const instance = instantiate(module, () => context!);
  const exports = instance.exports as Record<string, unknown>;
  const tank = exports[METER_EXPORTS.fuel] as Meter;
  tank.value = limit;
  const used = () => limit - tank.value;
  context = {
    memory: new GuestMemory(exports.memory as WebAssembly.Memory),
    files: new OpenFiles(new FileNode(new Quota(0), inputs.get(STANDARD_INPUT) ?? new Uint8Array(0)), files.root),
    fileSystem: files,
    clock: new VirtualClock(used),
    random: new SeededRandom(Buffer.from(request.jobKey, "hex")),
    arguments: request.arguments.map(terminated),
    environment: request.environment.map(([name, value]) => terminated(`${name}=${value}`)),
    charge(units) {
      tank.value -= BigInt(units);
      if (tank.value < 0n) throw new OutOfFuel();
      hooks.fuel(used());
    },
    log: hooks.log,
  };
  let error: unknown;
  try {
    (exports._start as () => void)();
  } catch (thrown) {
    error = thrown;
  }
  const fuelUsed = tank.value < 0n ? limit : used();
  return { ...classify(error, exports), fuelUsed, files };
}

function instantiate(module: WebAssembly.Module, context: () => WasiContext): WebAssembly.Instance {
  try {
    return new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: wasiImports(context) as WebAssembly.ModuleImports,
    });
  } catch (error) {
    // Segments that don't fit are the program's fault, memory that isn't there is the machine's.
    if (error instanceof WebAssembly.RuntimeError) throw new TrapAtStart(error.message);
    throw new HostFailure((error as Error).message);
  }
}

/** The module can't even be instantiated: a data or element segment lies outside. */
export class TrapAtStart extends Error {}

function classify(
  error: unknown,
  exports: Record<string, unknown>,
): Pick<ProgramEnd, "outcome" | "exitCode" | "reason"> {
  const value = (name: string) => (exports[name] as Meter).value;
  if (error === undefined) return { outcome: "ok", exitCode: 0, reason: "" };
  if (error instanceof ProgramExit) {
    return error.code === 0
      ? { outcome: "ok", exitCode: 0, reason: "" }
      : { outcome: "exit", exitCode: error.code, reason: "" };
  }
  if (value(METER_EXPORTS.hostFailure)) throw new HostFailure("memory below the job's limit could not be had");
  if (value(METER_EXPORTS.fuel) < 0n)
    return {
      outcome: "out-of-fuel",
      exitCode: 0,
      reason: `the job's fuel was used up (schedule ${FUEL_SCHEDULE.version})`,
    };
  if (Number(value(METER_EXPORTS.depth)) > DEPTH_LIMIT)
    return { outcome: "call-depth", exitCode: 0, reason: "functions called each other too deeply" };
  if (error instanceof WebAssembly.RuntimeError) return { outcome: "trap", exitCode: 0, reason: error.message };
  throw new HostFailure((error as Error)?.message ?? String(error));
}

const terminated = (text: string) => new TextEncoder().encode(`${text}\0`);
