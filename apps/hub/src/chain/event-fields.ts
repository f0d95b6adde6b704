import type { Event } from "@qubix/contract";
import { toHex } from "@qubix/qubic";

/** The job key of an event about a job or an attempt, hex. */
export function jobKeyIn(event: Event): string {
  return toHex(event.key);
}

/** Events about attempts carry attempt | provider << 16 in `other`. */
export function attemptIn(event: Event): number {
  return event.other & 0xffff;
}

export function providerIn(event: Event): number {
  return event.other >>> 16;
}
