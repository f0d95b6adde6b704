/** Whether `If-None-Match` names what the client has: then it needs no bytes. Weak tags count, as RFC 9110 has it. */
export function noneMatchNames(header: string | undefined, tag: string): boolean {
  if (header?.trim() === "*") return true;
  return (header?.split(",") ?? []).some((one) => one.trim().replace(/^W\//, "") === tag);
}

/**
 * Whether a range may be answered: `If-Range` is missing, or names what is here. Dates never do: nothing here has one.
 */
export function ifRangeHolds(header: string | undefined, tag: string): boolean {
  return header === undefined || header.trim() === tag;
}
