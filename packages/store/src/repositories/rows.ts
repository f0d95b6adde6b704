/** A row with its NULLs left out, as the domain's records have them. */
export function withoutNulls<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never;
}

/** A row with its NULLs as undefined: the type that records declare. */
export type Defined<T> = { [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K] };

export function defined<T extends object>(row: T): Defined<T> {
  return withoutNulls(row) as Defined<T>;
}
