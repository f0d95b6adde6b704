import { PROBLEMS, Problem, type ProblemCode } from "@qubix/protocol";

/** A hub said no, or can't be understood or reached. `code` is the problem's (or HUB_UNREACHABLE, BAD_ANSWER), `hint`
 * says what to do next. */
export class HubError extends Error {
  override readonly name = "HubError";

  constructor(
    readonly code: string,
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    message: string,
    readonly hint: string,
    readonly details: Record<string, unknown> = {},
    /** How long the hub asks to wait before a repeat, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  /** From a problem document, or from whatever a proxy in between sent. */
  static fromAnswer(status: number, body: unknown, retryAfter: string | null = null): HubError {
    const wait = retryAfter !== null && /^[0-9]{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
    const parsed = Problem.safeParse(body);
    if (!parsed.success)
      return new HubError(
        `HTTP_${status}`,
        status,
        `The hub answered with status ${status}.`,
        "Try again; check the hub's address.",
        {},
        wait,
      );
    const { code, title, detail, hint, ...details } = parsed.data;
    const known = PROBLEMS[code as ProblemCode];
    return new HubError(code, status, detail ?? title, hint ?? known?.hint ?? "Try again.", details, wait);
  }

  static unreachable(url: string, cause: unknown): HubError {
    const reason =
      cause instanceof Error ? ((cause.cause as Error | undefined)?.message ?? cause.message) : String(cause);
    return new HubError(
      "HUB_UNREACHABLE",
      0,
      `The hub at ${url} does not answer: ${reason}`,
      "Check the address and that the hub runs, then try again.",
    );
  }

  /** Bytes that are not those of the digest. */
  static wrongBytes(digest: string, what: string): HubError {
    return new HubError(
      "BLOB_DIGEST_MISMATCH",
      0,
      `The hub sent ${what} under ${digest}.`,
      "Try again; if it stays, the hub's store is damaged.",
    );
  }

  static badAnswer(what: string): HubError {
    return new HubError(
      "BAD_ANSWER",
      0,
      `The hub's answer can't be used: ${what}`,
      "The hub may have another version; update, or use another hub.",
    );
  }
}

/** Whether the same request may succeed a little later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof HubError)) return false;
  return ["HUB_UNREACHABLE", "IDEMPOTENCY_IN_PROGRESS"].includes(error.code) || PASSING.includes(error.status);
}

const PASSING = [429, 502, 503, 504];
