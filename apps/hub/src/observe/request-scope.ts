import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request that is being served; each log line and span made meanwhile carries it. */
export interface RequestScope {
  /** `X-Request-Id`: the client's own where it is well-formed, else a UUID. */
  readonly requestId: string;
  /** The route's name in the table of `protocol`. */
  route?: string;
  /** Who asks, once known. */
  identity?: string;
  /** How they showed it: `signature`, `session`, `api-key`. */
  via?: string;
  /** The job that the request is about, in hex. */
  jobKey?: string;
  /** Where in a trace the request is; W3C's header as it came, or the span that was begun here. */
  traceparent?: string;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs `work`, and all that it starts, within `scope`. */
export function runInScope<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work);
}

/** The scope of the request being served; nothing outside of one. */
export function requestScope(): RequestScope | undefined {
  return scopes.getStore();
}

/** Adds what has become known to the scope of the request being served; does nothing outside of one. */
export function noteInScope(known: Partial<Omit<RequestScope, "requestId">>): void {
  const scope = scopes.getStore();
  if (scope) Object.assign(scope, known);
}
