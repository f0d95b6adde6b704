import { NO_SLOT } from "@qubix/contract";

/** Goes through a list of the contract that is read page by page. A node that doesn't move on ends it. */
export async function* eachEntry<E>(
  page: (fromSlot: number) => Promise<{ nextSlot: number; count: number; entries: E[] }>,
): AsyncGenerator<E> {
  for (let slot = 0; slot !== NO_SLOT; ) {
    const { nextSlot, count, entries } = await page(slot);
    yield* entries.slice(0, count);
    if (nextSlot !== NO_SLOT && nextSlot <= slot) return;
    slot = nextSlot;
  }
}
