import { AsyncLocalStorage } from "node:async_hooks";

/** Which attempt is being worked on; log lines and requests to the hub carry it. */
export interface AttemptScope {
  jobKey: string;
  attempt: number;
  /** Where in the job's trace the work is. */
  traceparent?: string | undefined;
}

const scopes = new AsyncLocalStorage<AttemptScope>();

export function runInAttempt<T>(scope: AttemptScope, work: () => T): T {
  return scopes.run(scope, work);
}

/** The attempt being worked on; nothing outside of one. */
export function attemptScope(): AttemptScope | undefined {
  return scopes.getStore();
}

/** Headers by which the hub finds the trace of what is being worked on. */
export function traceHeaders(): Record<string, string> {
  const traceparent = scopes.getStore()?.traceparent;
  return traceparent === undefined ? {} : { traceparent };
}
