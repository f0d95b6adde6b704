import { FUEL_SCHEDULE } from "@qubix/client/wasm";
import { ERRNO, fail } from "./errno.ts";
import { ProgramExit, type WasiContext } from "./wasi-context.ts";

const { host } = FUEL_SCHEDULE;
const NANOSECOND = 1n;

/** Arguments, environment, clock, randomness, waiting and exit. */
export const processFunctions = {
  args_sizes_get: (context: WasiContext, count: number, size: number) => sizes(context, context.arguments, count, size),
  args_get: (context: WasiContext, pointers: number, buffer: number) =>
    strings(context, context.arguments, pointers, buffer),
  environ_sizes_get: (context: WasiContext, count: number, size: number) =>
    sizes(context, context.environment, count, size),
  environ_get: (context: WasiContext, pointers: number, buffer: number) =>
    strings(context, context.environment, pointers, buffer),

  clock_res_get({ memory }: WasiContext, id: number, resolution: number) {
    checkClock(id);
    memory.setU64(resolution, NANOSECOND);
  },
  clock_time_get({ memory, clock }: WasiContext, id: number, _precision: bigint, time: number) {
    checkClock(id);
    memory.setU64(time, BigInt.asUintN(64, clock.now(id)));
  },

  random_get({ memory, random, charge }: WasiContext, pointer: number, length: number) {
    charge((length >>> 0) * host.randomByte);
    random.fill(memory.bytes(pointer, length));
  },

  sched_yield() {},
  proc_raise: () => fail(ERRNO.notsup),
  proc_exit(_: WasiContext, code: number) {
    throw new ProgramExit(code >>> 0);
  },

  sock_accept: () => fail(ERRNO.notsup),
  sock_recv: () => fail(ERRNO.notsup),
  sock_send: () => fail(ERRNO.notsup),
  sock_shutdown: () => fail(ERRNO.notsup),
};

function checkClock(id: number): void {
  if (id >>> 0 > 3) fail(ERRNO.inval);
}

function sizes({ memory }: WasiContext, items: readonly Uint8Array[], count: number, size: number): void {
  memory.setU32(count, items.length);
  memory.setU32(
    size,
    items.reduce((sum, item) => sum + item.length, 0),
  );
}

function strings(
  { memory, charge }: WasiContext,
  items: readonly Uint8Array[],
  pointers: number,
  buffer: number,
): void {
  let at = buffer >>> 0;
  items.forEach((item, i) => {
    charge(Math.ceil(item.length / 8) * host.per8Bytes);
    memory.setU32(pointers + 4 * i, at);
    memory.write(at, item);
    at += item.length;
  });
}
