import type { Signer } from "@qubix/client";
import { fromHex, type JobDocument, type JobEvent, openLogChunk, ProtocolError } from "@qubix/protocol";
import { fromBase64 } from "@qubix/qubic";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useHub } from "../../../hub/hub-provider.tsx";
import { LogAssembler, type LogLine } from "./log-text.ts";

/** The log of a job as far as it could be read and opened. */
export interface Logs {
  lines: readonly LogLine[];
  /** Pieces that are not what the machine sealed for this account. */
  broken: number;
  isReading: boolean;
  problem: unknown;
  retry: () => void;
}

/** Reads and opens a job's log, and what is added to it as its events tell. */
export function useLogs(job: JobDocument, events: readonly JobEvent[], signer: Signer | undefined): Logs {
  const hub = useHub();
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const [broken, setBroken] = useState(0);
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const reader = useRef({ cursor: undefined as string | undefined, log: new LogAssembler(), done: [] as LogLine[] });
  const pieces = events.filter(({ body }) => body.type === "log").length;

  const open = async (signal: AbortSignal) => {
    const { secretKey } = await signer!.sealKeyPair();
    const { current } = reader;
    for (;;) {
      const query = { limit: 200, ...(current.cursor !== undefined && { cursor: current.cursor }) };
      const page = await hub.call("listJobLogs", { params: { key: job.key }, query, signal });
      for (const { attempt, seq, ephemeral, chunk } of page.chunks) {
        try {
          const sealed = fromBase64(chunk);
          const context = { secretKey, jobKey: fromHex(job.key), attempt };
          const opened = openLogChunk({ sealed, seq, ephemeral: fromHex(ephemeral), ...context });
          current.done.push(...current.log.add(attempt, opened));
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error;
          setBroken((count) => count + 1);
        }
      }
      current.cursor = page.cursor ?? current.cursor;
      setLines([...current.done, ...current.log.unfinished]);
      if (page.chunks.length === 0 || page.cursor === undefined) return;
    }
  };
  const read = useEffectEvent(open);
  // One reading at a time, and one more when there was news meanwhile: pieces are in order.
  const turn = useRef(Promise.resolve());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what tells that there is more to read
  useEffect(() => {
    if (!signer) return;
    const stop = new AbortController();
    turn.current = turn.current.then(async () => {
      if (stop.signal.aborted) return;
      setReading(true);
      try {
        await read(stop.signal);
        setProblem(undefined);
      } catch (error) {
        if (!stop.signal.aborted) setProblem(error);
      }
      setReading(false);
    });
    return () => stop.abort();
  }, [signer, job.key, job.state, pieces, tries]);
  return { lines, broken, isReading, problem, retry: () => setTries((count) => count + 1) };
}
