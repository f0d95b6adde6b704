const MAX_LINE = 1024 * 1024;

/** One block of server-sent events: what stands in it of what is used here. */
export interface StreamBlock {
  data?: string;
  /** Milliseconds to wait before coming back. */
  retry?: number;
}

/**
 * Reads server-sent events, with `\n` or `\r\n` at the ends of lines. Comments come as empty blocks: a sign of life.
 * @throws Error when a line is longer than a megabyte
 */
export async function* readEventStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamBlock> {
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  let retry: number | undefined;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > MAX_LINE) throw new Error("a line of the stream is too long");
    for (const ended of lines) {
      const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line)!;
      if (field === "data") data.push(value!);
      if (field === "retry" && /^\d+$/.test(value!)) retry = Number(value);
      if (line !== "") continue;
      yield { ...(data.length > 0 && { data: data.join("\n") }), ...(retry !== undefined && { retry }) };
      data = [];
      retry = undefined;
    }
  }
}
