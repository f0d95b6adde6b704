/** The chunks of a stream, also where streams can't be iterated. A loop that is left early cancels the stream. */
export async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return;
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    // What broke the stream, or the loop over it, is told already.
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
