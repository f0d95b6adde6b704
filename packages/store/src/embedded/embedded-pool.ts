import { EventEmitter } from "node:events";
import pg from "pg";
import pgUtils from "pg/lib/utils.js";
import { SessionLock } from "./session-lock.ts";
import { WorkerLink } from "./worker-link.ts";
import type { RawResult, WorkerSetup } from "./worker-messages.ts";

interface QueryConfig {
  text: string;
  values?: readonly unknown[];
  rowMode?: "array";
  types?: { getTypeParser(oid: number, format: "text"): (value: string) => unknown };
}

interface QueryResult {
  command: string | undefined;
  rowCount: number;
  fields: RawResult["fields"];
  // biome-ignore lint/suspicious/noExplicitAny: rows are as free as in node-postgres
  rows: any[];
}

const LISTEN = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*listen\s+"?(\w+)"?/i;
const BEGIN = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*(?:begin|start\s+transaction)\b/i;
const END = /^\s*(?:commit|rollback(?!\s+to)|end)\b/i;

/**
 * The embedded database in the shape of a `pg.Pool`, for Drizzle and BullMQ alike. All clients share one session:
 * whoever says BEGIN has it alone until COMMIT or ROLLBACK, everybody else's statements wait in line.
 */
export class EmbeddedPool extends EventEmitter {
  readonly lock = new SessionLock();
  readonly options = { keepAlive: true };
  readonly #link: WorkerLink;
  readonly #clients = new Set<EmbeddedClient>();
  readonly #anonymous: EmbeddedClient;

  private constructor(link: WorkerLink) {
    super();
    this.#link = link;
    this.#anonymous = new EmbeddedClient(this, link);
  }

  static async open(setup: WorkerSetup): Promise<EmbeddedPool> {
    let pool: EmbeddedPool | undefined;
    const link = await WorkerLink.start(setup, (channel, payload) => pool?.notify(channel, payload));
    pool = new EmbeddedPool(link);
    return pool;
  }

  query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult> {
    return this.#anonymous.query(query, values);
  }

  connect(): Promise<EmbeddedClient> {
    const client = new EmbeddedClient(this, this.#link, () => this.#clients.delete(client));
    this.#clients.add(client);
    return Promise.resolve(client);
  }

  /** The whole database as a gzipped tar. */
  async dump(): Promise<Uint8Array> {
    const { dump } = await this.#link.ask({ text: "", values: [], rowMode: "object", dump: true });
    return dump!;
  }

  async end(): Promise<void> {
    const release = await this.lock.acquire();
    await this.#link.close();
    release();
  }

  private notify(channel: string, payload: string): void {
    for (const client of this.#clients) client.notify(channel, payload);
  }
}

/** One borrower of the session, in the shape of a `pg.PoolClient`. */
export class EmbeddedClient extends EventEmitter {
  readonly #pool: EmbeddedPool;
  readonly #link: WorkerLink;
  readonly #onRelease: (() => void) | undefined;
  readonly #channels = new Set<string>();
  #endTurn: (() => void) | undefined;

  constructor(pool: EmbeddedPool, link: WorkerLink, onRelease?: () => void) {
    super();
    this.#pool = pool;
    this.#link = link;
    this.#onRelease = onRelease;
  }

  async query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult> {
    const config = typeof query === "string" ? { text: query } : query;
    const parameters = (values ?? config.values ?? []).map(toText);
    const turn = this.#endTurn ? undefined : await this.#pool.lock.acquire();
    let keep = false;
    try {
      const result = await this.#run(config, parameters);
      keep = turn !== undefined && BEGIN.test(config.text);
      if (keep) this.#endTurn = turn;
      return result;
    } finally {
      if (!keep) turn?.();
      if (END.test(config.text)) this.#finish();
    }
  }

  release(): void {
    this.#finish();
    this.#channels.clear();
    this.#onRelease?.();
  }

  notify(channel: string, payload: string): void {
    if (this.#channels.has(channel)) this.emit("notification", { channel, payload, processId: 0 });
  }

  async #run(config: QueryConfig, values: (string | null)[]): Promise<QueryResult> {
    const listen = LISTEN.exec(config.text)?.[1];
    if (listen !== undefined) this.#channels.add(listen);
    const request = { text: config.text, values, rowMode: config.rowMode ?? ("object" as const) };
    const answer = await this.#link.ask(listen === undefined ? request : { ...request, listen });
    return parseResult(answer.result!, config);
  }

  #finish(): void {
    this.#endTurn?.();
    this.#endTurn = undefined;
  }
}

/** As node-postgres sends it, with bytes in their text form. */
function toText(value: unknown): string | null {
  const prepared: unknown = pgUtils.prepareValue(value);
  if (prepared === null || prepared === undefined) return null;
  return Buffer.isBuffer(prepared) ? `\\x${prepared.toString("hex")}` : String(prepared);
}

function parseResult(raw: RawResult, config: QueryConfig): QueryResult {
  const types = config.types ?? pg.types;
  const parsers = raw.fields.map((field) => types.getTypeParser(field.dataTypeID, "text"));
  const parse = (value: string | null, i: number) => (value === null ? null : parsers[i]!(value));
  const rows =
    config.rowMode === "array"
      ? raw.rows.map((row) => row.map(parse))
      : raw.rows.map((row) => Object.fromEntries(row.map((value, i) => [raw.fields[i]!.name, parse(value, i)])));
  return { command: raw.command, rowCount: raw.rowCount, fields: raw.fields, rows };
}
