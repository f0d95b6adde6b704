import type { Writable } from "node:stream";
import winston, { type Logger } from "winston";
import { type SpanPlace, spanPlaceOf } from "../trace/traceparent.ts";
import { humanLine } from "./human-line.ts";
import { redactValue } from "./redact-value.ts";

const MESSAGE = Symbol.for("message");

export interface LogOptions {
  /** `hub`, `agent`, `oc-machine`, `devnet`. */
  service: string;
  version: string;
  /** Tells processes of one service apart. */
  instance: string;
  level: "error" | "warn" | "info" | "debug";
  /** `auto`: for people at a terminal, JSON otherwise. */
  format: "auto" | "json" | "human";
  /** What is known of the request or job being worked on; each line carries it. `traceparent` becomes trace_id and span_id. */
  scope?: () => object | undefined;
  /** stderr unless said otherwise: stdout belongs to what programs read. */
  stream?: NodeJS.WritableStream & { isTTY?: boolean };
}

/** A log of one line per event. Whatever is handed to it, no line shows a secret that `redactValue` knows of. */
export function createLog(options: LogOptions): Logger {
  const { service, version, instance, level, scope, stream = process.stderr } = options;
  const human = options.format === "human" || (options.format === "auto" && stream.isTTY === true);
  const write = winston.format((info) => {
    const { level, message, ...said } = info;
    const own = { time: new Date().toISOString(), level, service, version, instance };
    const rest = redactValue({ message, ...withTrace({ ...scope?.(), ...said }, own) });
    const line = { ...own, ...(rest as Record<string, unknown>) };
    info[MESSAGE] = human ? humanLine(line) : JSON.stringify(line);
    return info;
  });
  return winston.createLogger({
    level,
    format: write(),
    transports: [new winston.transports.Stream({ stream: stream as Writable })],
  });
}

/** What was said beside the message; it can't take the place of what the log says itself. */
function withTrace(said: Record<string, unknown>, own: object): Record<string, unknown> {
  const { traceparent, ...rest } = said;
  for (const name in own) {
    if (name in rest) {
      rest[`said_${name}`] = rest[name];
      delete rest[name];
    }
  }
  const place: SpanPlace | undefined = typeof traceparent === "string" ? spanPlaceOf(traceparent) : undefined;
  return place ? { ...rest, trace_id: place.traceId, span_id: place.spanId } : rest;
}
