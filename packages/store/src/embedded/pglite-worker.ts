import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type Results, types } from "@electric-sql/pglite";
import type { RawResult, WireError, WorkerReply, WorkerRequest, WorkerSetup } from "./worker-messages.ts";

/**
 * The thread that holds the embedded database: a query can keep an event loop busy for a third of a second, and the
 * hub's must not be the one. Values cross as text, so that one driver's parsers serve both databases.
 */
const port = parentPort!;
const send = (reply: WorkerReply) => port.postMessage(reply);

try {
  const database = await open(workerData as WorkerSetup);
  port.on("message", (request: WorkerRequest) => void answer(database, request));
  send({ type: "ready" });
} catch (error) {
  send({ type: "failed", error: wireError(error) });
}

async function open({ dataDir, seed }: WorkerSetup): Promise<PGlite> {
  const database = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(seed === undefined ? {} : { loadDataDir: new Blob([Buffer.from(seed)]) }),
    relaxedDurability: dataDir === undefined,
  });
  const asText = Object.fromEntries(
    [...Object.keys(database.parsers), ...Object.values(types)].map((oid) => [oid, (value: string) => value]),
  );
  database.parsers = asText;
  database.serializers = asText;
  return database;
}

async function answer(database: PGlite, request: WorkerRequest): Promise<void> {
  const { id } = request;
  try {
    if (request.close) {
      await database.close();
      send({ type: "result", id });
    } else if (request.dump) {
      const dump = await database.dumpDataDir("gzip");
      send({ type: "result", id, dump: new Uint8Array(await dump.arrayBuffer()) });
    } else {
      send({ type: "result", id, result: await run(database, request) });
    }
  } catch (error) {
    send({ type: "result", id, error: wireError(error) });
  }
}

const listening = new Set<string>();

async function run(database: PGlite, { text, values, listen }: WorkerRequest): Promise<RawResult> {
  if (listen !== undefined) {
    if (!listening.has(listen)) {
      listening.add(listen);
      await database.listen(listen, (payload) => send({ type: "notification", channel: listen, payload }));
    }
    return { command: "LISTEN", rowCount: 0, fields: [], rows: [] };
  }
  const options = { rowMode: "array" as const };
  const result =
    values.length > 0
      ? await database.query(text, values, options)
      : ((await database.exec(text, options)).at(-1) ?? { rows: [], fields: [] });
  return raw(result as Results<(string | null)[]>);
}

function raw(result: Results<(string | null)[]> & { command?: string; rowCount?: number }): RawResult {
  return {
    ...(result.command === undefined ? {} : { command: result.command }),
    rowCount: result.rowCount ?? result.affectedRows ?? result.rows.length,
    fields: result.fields,
    rows: result.rows,
  };
}

function wireError(error: unknown): WireError {
  const { message, code, detail, constraint, table } = error as WireError;
  return {
    message: message ?? String(error),
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
  };
}
