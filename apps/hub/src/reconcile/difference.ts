import type { Difference } from "@qubix/protocol";

/** Books of the contract that change with each job, without an event of their own: nothing here rests on them. */
const UNEVENTFUL: readonly string[] = ["changedTick", "exposure"];

/** Fields whose values differ between a row and what the contract's record would make of it. */
export function compareRows<T extends object>(
  what: Difference["what"],
  id: string,
  here: T | undefined,
  chain: T,
): Difference[] {
  if (here === undefined) return [{ what, id, field: "row", chain: "is there" }];
  const fields = new Set([...Object.keys(here), ...Object.keys(chain)] as (keyof T & string)[]);
  return [...fields].flatMap((field) => {
    if (UNEVENTFUL.includes(field)) return [];
    const [left, right] = [textOf(here[field]), textOf(chain[field])];
    return left === right
      ? []
      : [{ what, id, field, ...(left !== undefined && { here: left }), ...(right !== undefined && { chain: right }) }];
  });
}

/** A value as text, the same for the same value whatever the order of its members. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "bigint"
      ? String(inner)
      : inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
  );
}
