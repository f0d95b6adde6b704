import type { Clock } from "@qubix/market";

/** Asks again only when the last answer is older than `freshMs`; all who ask meanwhile wait for one answer. */
export function remembered<T>(
  ask: () => Promise<T>,
  freshMs: number,
  clock: Pick<Clock, "monotonic">,
): () => Promise<T> {
  let last: { answer: Promise<T>; until: number } | undefined;
  return () => {
    const now = clock.monotonic();
    if (last === undefined || now >= last.until) {
      const answer = ask();
      last = { answer, until: now + freshMs };
      answer.catch(() => {
        if (last?.answer === answer) last = undefined;
      });
    }
    return last.answer;
  };
}
