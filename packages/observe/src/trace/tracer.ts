/** What a span tells beside its name and times. */
export type Attributes = Record<string, string | number | boolean>;

export interface SpanOptions {
  /** `traceparent` of the span above. Without it a trace begins. */
  parent?: string | undefined;
  /** The one above is a stranger's: whether to record is decided anew, by this process's own share. */
  decide?: boolean;
  kind?: "server" | "client" | "internal";
  attributes?: Attributes;
  /** Milliseconds since 1970; now when missing. */
  startedAt?: number | undefined;
}

/** A stretch of work within a trace. */
export interface Span {
  /** To be handed on, so that others hang their spans below; undefined where nothing is traced. */
  readonly traceparent: string | undefined;
  set(attributes: Attributes): void;
  /** @param error what it failed with; @param at milliseconds since 1970, now when missing */
  end(error?: unknown, at?: number): void;
}

/** Makes spans. One that is off costs nothing, and hands on what it was given, unless that is a stranger's. */
export interface Tracer {
  readonly on: boolean;
  start(name: string, options?: SpanOptions): Span;
  /** Sends what is left. */
  close(): Promise<void>;
}

export function unrecordedSpan(traceparent: string | undefined): Span {
  return { traceparent, set: () => undefined, end: () => undefined };
}

/** The tracer of a process that does not trace. */
export const noTracer: Tracer = {
  on: false,
  start: (_name, options) => unrecordedSpan(options?.decide ? undefined : options?.parent),
  close: async () => undefined,
};
