import type { LeaseRepository, LeaseToken } from "@qubix/market";
import type { Logger } from "winston";

const TTL_MS = 10_000;
const RENEW_MS = 3_000;

/** One leader's term: ends when the lease is lost, or when the process stops. */
export interface Term {
  token: LeaseToken;
  signal: AbortSignal;
}

/**
 * Runs `work` whenever this process leads `name`, for as long as it does. Others of the same hub wait. What `work` writes it
 * should write under `term.token` where the store takes one; the signal alone can come late.
 * @returns stops leading, and resolves when `work` has ended
 */
export function lead(
  leases: LeaseRepository,
  name: string,
  holder: string,
  work: (term: Term) => Promise<void>,
  log: Logger,
): () => Promise<void> {
  const stop = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const token = await leases.acquire(name, holder, TTL_MS).catch((error) => {
        log.warn("no lease could be asked for", { name, error: String(error) });
        return undefined;
      });
      if (token) await serve(token);
      else await pause(RENEW_MS, stop.signal);
    }
  }

  async function serve(token: LeaseToken): Promise<void> {
    const term = new AbortController();
    const signal = AbortSignal.any([term.signal, stop.signal]);
    let heldUntil = performance.now() + TTL_MS;
    const renewing = setInterval(() => {
      const asked = performance.now();
      // A database that does not answer may have given the lease to somebody else.
      if (asked >= heldUntil) term.abort();
      leases.renew(token, holder, TTL_MS).then(
        (held) => {
          if (held) heldUntil = asked + TTL_MS;
          else term.abort();
        },
        () => undefined,
      );
    }, RENEW_MS);
    try {
      await work({ token, signal });
    } catch (error) {
      log.error("a leader failed; leading anew", { name, error: error instanceof Error ? error.stack : String(error) });
      await pause(RENEW_MS / 3, stop.signal);
    } finally {
      clearInterval(renewing);
      await leases.release(token, holder).catch(() => undefined);
    }
  }

  return async () => {
    stop.abort();
    await running;
  };
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
