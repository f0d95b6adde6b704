import { Procedure } from "@qubix/contract";

/** Name of a procedure by its number: 10 → CreateJob. */
export const procedureName = (inputType: number): string | undefined =>
  Object.entries(Procedure).find(([, number]) => number === inputType)?.[0];
