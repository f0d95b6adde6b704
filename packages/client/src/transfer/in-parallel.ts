/**
 * Does the same with all items, some at a time. The first failure stops the others, and is thrown once they have stopped.
 * @param signal stops all
 */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  run: (item: T, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  const left = items.values();
  const worker = async () => {
    for (const item of left) {
      either.throwIfAborted();
      await run(item, either);
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, () =>
    worker().catch((error) => failed.abort(error)),
  );
  await Promise.all(workers);
  signal?.throwIfAborted();
  if (failed.signal.aborted) throw failed.signal.reason;
}
