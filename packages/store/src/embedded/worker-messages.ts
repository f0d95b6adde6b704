/** What the pool asks its worker thread. Parameters are PostgreSQL's text format, as node-postgres prepares them. */
export interface WorkerRequest {
  id: number;
  text: string;
  values: (string | null)[];
  rowMode: "array" | "object";
  /** Names the channel when the statement is a LISTEN. */
  listen?: string;
  close?: true;
  dump?: true;
}

/** A result with values as text, to be parsed by node-postgres' own type parsers. */
export interface RawResult {
  command?: string;
  rowCount: number;
  fields: { name: string; dataTypeID: number }[];
  rows: (string | null)[][];
}

export interface WireError {
  message: string;
  code?: string;
  detail?: string;
  constraint?: string;
  table?: string;
}

export type WorkerReply =
  | { type: "ready" }
  | { type: "failed"; error: WireError }
  | { type: "result"; id: number; result?: RawResult; dump?: Uint8Array; error?: WireError }
  | { type: "notification"; channel: string; payload: string };

export interface WorkerSetup {
  /** Folder of the database; in memory when missing. */
  dataDir?: string;
  /** A database dump (tar, gzip) to start from when the folder is new. */
  seed?: Uint8Array;
}
