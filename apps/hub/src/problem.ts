import type { ProblemCode } from "@qubix/protocol";

/**
 * A refusal with a code of protocol's problem catalog. The API turns it into RFC 9457 problem details, once, at the edge;
 * title, HTTP status and hint come from the catalog.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ProblemCode,
    /** What is wrong with this request, in one sentence. */
    readonly detail: string,
    /** Machine-readable facts, e.g. `{ expected, got }`. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(`${code}: ${detail}`);
  }
}
