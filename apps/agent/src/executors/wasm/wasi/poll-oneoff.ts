import { ERRNO, fail } from "./errno.ts";
import type { WasiContext } from "./wasi-context.ts";

const SUBSCRIPTION_BYTES = 48;
const EVENT_BYTES = 32;
const CLOCK = 0;
const ABSOLUTE = 1;

type Subscription = { userdata: bigint; type: number; wait: bigint };

/** Waiting: descriptors are always ready; without one the earliest clock rings and time jumps there. */
export function poll_oneoff(context: WasiContext, input: number, output: number, count: number, written: number): void {
  if (count === 0 || count >>> 0 > 1024) fail(ERRNO.inval);
  const subscriptions = Array.from({ length: count }, (_, i) => read(context, input + SUBSCRIPTION_BYTES * i));
  let ready = subscriptions.filter(({ type }) => type !== CLOCK);
  if (ready.length === 0) {
    const first = subscriptions.reduce((least, { wait }) => (wait < least ? wait : least), subscriptions[0]!.wait);
    context.clock.sleep(first);
    ready = subscriptions.filter(({ wait }) => wait <= first);
  }
  for (const [i, subscription] of ready.entries()) writeEvent(context, output + EVENT_BYTES * i, subscription);
  context.memory.setU32(written, ready.length);
}

function read({ memory, clock }: WasiContext, at: number): Subscription {
  const type = memory.bytes(at + 8, 1)[0]!;
  if (type > 2) fail(ERRNO.inval);
  let wait = 0n;
  if (type === CLOCK) {
    const id = memory.u32(at + 16);
    if (id > 3) fail(ERRNO.inval);
    const timeout = memory.u64(at + 24);
    wait = memory.bytes(at + 40, 1)[0]! & ABSOLUTE ? timeout - clock.now(id) : timeout;
    if (wait < 0n) wait = 0n;
  }
  return { userdata: memory.u64(at), type, wait };
}

function writeEvent({ memory }: WasiContext, at: number, { userdata, type }: Subscription): void {
  memory.bytes(at, EVENT_BYTES).fill(0);
  memory.setU64(at, userdata);
  memory.setU8(at + 10, type);
}
