import { AsyncLocalStorage } from "node:async_hooks";
import { MarketError } from "@qubix/market";

const inside = new AsyncLocalStorage<true>();

/** Runs `work` marked as the body of a database transaction. */
export function markInside<T>(work: () => Promise<T>): Promise<T> {
  return inside.run(true, work);
}

/** Runs `work` unmarked: what a commit wakes does not belong to the transaction. */
export function markOutside<T>(work: () => T): T {
  return inside.exit(work);
}

/** @throws MarketError INSIDE_TRANSACTION when called from the body of a transaction */
export function assertOutside(what: string): void {
  if (inside.getStore()) {
    throw new MarketError(
      "INSIDE_TRANSACTION",
      `${what} was used inside a transaction, where it would wait for ever or see what is not committed. Use what the transaction was given.`,
    );
  }
}

/** The same object, whose methods refuse to be called from the body of a transaction. */
export function guarded<T extends object>(name: string, target: T): T {
  const methods = Object.entries(target).map(([key, method]) => [
    key,
    (...args: unknown[]) => {
      assertOutside(`${name}.${key}`);
      return (method as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(methods) as T;
}
