import { isOperator, readableJob } from "../auth/may.ts";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Sealed pieces of a job's logs, for readers. */
export function mountLogs(api: Api): void {
  mountRoute(api, "listJobLogs", async ({ params, query, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    if (!isOperator(api.context, caller)) api.context.blocks.refuse("job", job.key);
    const chunks = await api.context.store.logs.read(job.key, {
      ...(query.attempt === undefined ? {} : { attempt: query.attempt }),
      ...(query.cursor === undefined ? {} : { after: readCursor(query.cursor) }),
      limit: query.limit ?? 100,
    });
    const last = chunks.at(-1);
    return {
      chunks: chunks.map(({ attempt, seq, ephemeral, chunk }) => ({
        attempt,
        seq,
        ephemeral,
        chunk: Buffer.from(chunk).toString("base64"),
      })),
      cursor: last === undefined ? query.cursor : `${last.attempt}.${last.seq}`,
    };
  });
}

function readCursor(cursor: string): { attempt: number; seq: number } {
  const match = /^([0-9]{1,10})\.([0-9]{1,15})$/.exec(cursor);
  if (match === null) throw new Problem("INVALID_REQUEST", "The cursor is not one of this list.");
  return { attempt: Number(match[1]), seq: Number(match[2]) };
}
