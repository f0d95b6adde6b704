import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { runStatement } from "./run-statement.ts";
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
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(seed === undefined ? {} : { loadDataDir: new Blob([Buffer.from(seed)]) }),
    relaxedDurability: dataDir === undefined,
  });
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
  return runStatement(database, text, values);
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
