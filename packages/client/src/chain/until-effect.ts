/** A call was included, but what it should have changed is not there: the contract refused it in its tick. */
export class NoEffectError extends Error {
  override readonly name = "NoEffectError";
  readonly code = "CALL_HAD_NO_EFFECT";
  readonly hint = "What the contract refuses it refunds. Ask again: `explain` says what it would refuse now.";
}

const TIMEOUT_MS = 10_000;
const POLL_MS = 50;

/** Asks until `find` gives something. @throws NoEffectError after ten seconds */
export async function untilEffect<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (performance.now() < deadline) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new NoEffectError(`${what}: the transaction is in a tick, but the contract does not show its effect.`);
}
