/** What a code of a problem document means. */
export interface ProblemKind {
  /** HTTP status. */
  status: number;
  /** Short, the same each time. */
  title: string;
  /** What to do next. */
  hint: string;
}

const kinds = {
  // the request
  INVALID_REQUEST: [400, "The request is malformed", "Fix the field named in `detail`."],
  INVALID_JSON: [
    400,
    "The body is not valid JSON",
    "Send UTF-8 JSON without duplicate members; numbers are plain integers.",
  ],
  BODY_TOO_LARGE: [413, "The body is too large", "Send less; files go to /blobs."],
  NOT_FOUND: [404, "There is nothing at this address", "Check the path; the API lives under /api/v1."],
  METHOD_NOT_ALLOWED: [405, "This method is not offered here", "See the Allow header."],
  UNSUPPORTED_MEDIA_TYPE: [
    415,
    "This content type is not understood",
    "Send application/json, or application/octet-stream for blobs.",
  ],
  RATE_LIMITED: [429, "Too many requests", "Wait for as long as Retry-After says."],
  VERSION_UNSUPPORTED: [426, "Your version is too old for this hub", "Update, then try again."],
  // who asks
  UNSIGNED: [401, "This request must be signed", "Sign it with your identity: header `Authorization: Qubic v1 …`."],
  BAD_AUTHORIZATION: [
    401,
    "The Authorization header is malformed",
    "Expected: Qubic v1 identity=…,time=…,nonce=…,signature=…",
  ],
  SIGNATURE_INVALID: [
    401,
    "The signature is wrong",
    "Sign exactly the method, path with query, body digest, host and network of this request.",
  ],
  REQUEST_EXPIRED: [
    401,
    "The request's time is too far from the hub's",
    "Set your clock; a request is valid for two minutes.",
  ],
  NONCE_USED: [401, "This request was already received", "Sign again with a new nonce."],
  FORBIDDEN: [403, "This identity may not do that", "Use the identity that owns it."],
  TICKET_INVALID: [401, "The socket ticket is unknown, used or too old", "Ask for a new ticket."],
  // jobs
  INVALID_SPEC: [422, "The job spec is invalid", "Fix the fields named in `detail`."],
  UNSUPPORTED_SPEC_VERSION: [422, "This spec version is not supported", "Use version 1."],
  SPEC_DIGEST_MISMATCH: [
    422,
    "The transaction is for another spec",
    "Sign CreateJob with the digest of exactly this spec.",
  ],
  INVALID_TRANSACTION: [422, "A transaction is malformed or wrongly signed", "Sign it again."],
  TRANSACTION_MISMATCH: [
    422,
    "A transaction does not belong to this request",
    "Check contract, procedure, job key and that the ladder's transactions differ only in tick.",
  ],
  TRANSACTION_REFUSED: [
    422,
    "The contract would refuse this transaction",
    "See `detail` for the contract's code and what to do.",
  ],
  TICK_PASSED: [409, "The transaction's tick has passed", "Sign it again for a later tick."],
  HUB_MISMATCH: [422, "The job names another hub", "Send it to the hub that it names, or name this one."],
  HUB_PAUSED: [503, "This hub takes no new jobs at the moment", "Use another hub, or try again later."],
  INPUT_MISSING: [422, "A file that the spec names is not here", "Upload it to /blobs first."],
  JOB_NOT_FOUND: [404, "No such job on this hub", "Check the key and the hub."],
  JOB_STATE: [409, "The job's state does not allow this", "See `detail`; look at the job again."],
  ATTEMPT_NOT_FOUND: [404, "No such attempt", "Look at the job's attempts."],
  ATTEMPT_FENCED: [409, "A newer attempt has taken over", "Stop this attempt; its work is no longer wanted."],
  NOT_AUTHORIZED_YET: [409, "The computors have not authorized this batch yet", "Ask again in a few ticks."],
  ARTIFACT_NOT_FOUND: [
    404,
    "This attempt has no artifact here",
    "Wait until it is uploaded, or look at another attempt.",
  ],
  RECEIPT_NOT_READY: [409, "The job is not settled yet", "Ask again when the job has ended."],
  // the rest
  PROVIDER_NOT_FOUND: [404, "No such provider", "Register it on the chain first."],
  BLOB_NOT_FOUND: [404, "No such blob here", "Upload it first."],
  BLOB_DIGEST_MISMATCH: [
    422,
    "The bytes differ from the digest in the address",
    "Upload again; the file may have changed meanwhile.",
  ],
  BLOB_TOO_LARGE: [413, "The blob is too large for this hub", "Split it, or use a hub with a higher limit."],
  RANGE_NOT_SATISFIABLE: [416, "The range lies outside the blob", "Ask for a range within its size."],
  MODEL_NOT_FOUND: [404, "No such model", "Look at /models."],
  MODEL_EXISTS: [409, "This model version already exists with other content", "Publish under a new version."],
  INVALID_MODEL: [422, "The model manifest is invalid", "Fix the fields named in `detail`."],
  TRANSACTION_NOT_FOUND: [404, "This hub knows no such transaction", "Ask the node directly."],
  NOT_YET_AVAILABLE: [501, "This is not available yet", "It is planned for a later version of the contract."],
  NODE_UNREACHABLE: [503, "The Qubic node does not answer", "Try again; the hub keeps trying."],
  CHAIN_HALTED: [503, "The chain makes no ticks at the moment", "Wait; leases pause meanwhile and nothing is lost."],
  SHUTTING_DOWN: [503, "This hub is shutting down", "Try again shortly."],
  INTERNAL: [500, "Something went wrong here", "Try again; if it stays, report `instance` to the hub's operator."],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof kinds;

/** Each problem code with its status, title and hint. */
export const PROBLEMS: Record<ProblemCode, ProblemKind> = Object.fromEntries(
  Object.entries(kinds).map(([code, [status, title, hint]]) => [code, { status, title, hint }]),
) as Record<ProblemCode, ProblemKind>;
