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
  JSON_TOO_DEEP: [400, "The JSON is nested too deeply", "Flatten it; `detail` says how deep it may be."],
  INVALID_CURSOR: [
    400,
    "The cursor is not one of this list",
    "Start again without a cursor, with the same filters and order.",
  ],
  IDEMPOTENCY_KEY_INVALID: [
    400,
    "The Idempotency-Key is malformed",
    "Send 8 to 128 letters, digits or - _ . : ~ that you have not used for anything else, such as a UUID.",
  ],
  IDEMPOTENCY_KEY_REUSED: [
    422,
    "This Idempotency-Key was used for another request",
    "Use a new key for each new request; repeat a request with exactly the same body.",
  ],
  IDEMPOTENCY_IN_PROGRESS: [
    409,
    "The first request with this Idempotency-Key is still being served",
    "Repeat the same request after Retry-After.",
  ],
  REQUEST_TIMEOUT: [408, "The request came too slowly", "Send it again over a better connection, or send less."],
  HEADERS_TOO_LARGE: [431, "The request's headers are too large", "Send fewer or shorter headers."],
  BODY_TOO_LARGE: [413, "The body is too large", "Send less; files go to /blobs."],
  NOT_FOUND: [404, "There is nothing at this address", "Check the path; the API lives under /api/v1."],
  METHOD_NOT_ALLOWED: [405, "This method is not offered here", "See the Allow header."],
  NOT_ACCEPTABLE: [
    406,
    "The Accept header allows nothing that this route can answer",
    "Accept application/json, or application/octet-stream for blobs.",
  ],
  UNSUPPORTED_MEDIA_TYPE: [
    415,
    "This content type is not understood",
    "Send application/json, or application/octet-stream for blobs.",
  ],
  TOO_MANY_CONNECTIONS: [503, "Too many live connections are open", "Close some, or come back a little later."],
  TOO_MANY_SUBSCRIPTIONS: [
    429,
    "This connection follows too many channels",
    "Unsubscribe from some, or follow your account: it has all of your jobs.",
  ],
  RATE_LIMITED: [429, "Too many requests", "Wait for as long as Retry-After says."],
  VERSION_UNSUPPORTED: [426, "You and this hub speak no common version", "Update, then try again."],
  // who asks
  UNSIGNED: [
    401,
    "This request must say who it comes from",
    "Sign it (`Authorization: Qubic v1 …`), or send an access token or API key (`Authorization: Bearer …`).",
  ],
  BAD_AUTHORIZATION: [
    401,
    "The Authorization header is malformed",
    "Send one header: Qubic v1 identity=…,time=…,nonce=…,signature=…, or Bearer and a token or API key.",
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
  WRONG_ORIGIN: [421, "This hub has another name", "Use the address under which the hub is published."],
  CHALLENGE_INVALID: [401, "The challenge is unknown, used or too old", "Ask for a new challenge and sign that one."],
  TOKEN_INVALID: [401, "The access token is not one of this hub's", "Sign in to this hub."],
  TOKEN_EXPIRED: [401, "The access token has expired", "Get a new one with the refresh token."],
  SESSION_ENDED: [401, "The session has ended", "Sign in again."],
  REFRESH_INVALID: [
    401,
    "The refresh token is unknown, used or too old",
    "Sign in again. If you did not use it twice, somebody else has: look at your sessions.",
  ],
  API_KEY_INVALID: [401, "The API key is unknown, revoked or expired", "Make a new one."],
  SCOPE_MISSING: [403, "The API key may not do that", "Use a key with the scope that `detail` names."],
  SESSION_NOT_FOUND: [404, "No such session of yours", "Look at your sessions."],
  API_KEY_NOT_FOUND: [404, "No such API key of yours", "Look at your API keys."],
  API_KEY_LIMIT: [409, "There are too many API keys", "Revoke those that are not used."],
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
  STORAGE_FULL: [
    507,
    "The hub has no space left",
    "What it has of an upload in parts is kept: repeat it once the operator has made space, or use another hub.",
  ],
  BLOCKED: [
    403,
    "The operator of this hub has blocked this",
    "See the reason in `detail`; ask the operator, or use another hub.",
  ],
  SUBJECT_NOT_FOUND: [404, "What you report is not here", "Check its key, digest or identity."],
  REPORT_NOT_FOUND: [404, "No such report", "Look at the list of reports."],
  UPLOAD_NOT_FOUND: [404, "No such upload", "Begin it again; an upload has a week to be completed."],
  UPLOAD_INCOMPLETE: [409, "Parts of the upload are missing", "Send the parts that `received` does not name."],
  INVALID_PART: [
    422,
    "The part has another size than it must",
    "Send parts of `partSize` bytes, the last one shorter.",
  ],
  TOO_MANY_UPLOADS: [409, "The account has too many uploads under way", "Complete or cancel one first."],
  LENGTH_REQUIRED: [411, "The upload must say how long it is", "Send Content-Length."],
  BLOB_BUSY: [503, "The blob is just being deleted", "Upload it again in a moment."],
  BLOB_IN_USE: [409, "The blob is still needed", "Delete the data of the jobs that use it first."],
  QUOTA_EXCEEDED: [
    409,
    "The account keeps as much as it may",
    "Delete blobs or data of old jobs that you don't need; see /account/usage.",
  ],
  LOG_FULL: [
    409,
    "The hub keeps no more log of this attempt",
    "Let the program write less, or write to an output file.",
  ],
  DATA_GONE: [410, "These data are no longer kept", "They were deleted on request, or their time has passed."],
  RANGE_NOT_SATISFIABLE: [416, "The range lies outside the blob", "Ask for a range within its size."],
  MODEL_NOT_FOUND: [404, "No such model", "Look at /models."],
  MODEL_EXISTS: [409, "This model version already exists with other content", "Publish under a new version."],
  INVALID_MODEL: [422, "The model manifest is invalid", "Fix the fields named in `detail`."],
  INVALID_CARD: [422, "The model card is invalid", "Fix the front matter of README.md as `detail` says."],
  INVALID_NAME: [422, "The name can't be used", "Choose another one, as `detail` says."],
  INVALID_PATH: [422, "A file's path can't be used", "Rename the file."],
  FILE_REFUSED: [
    422,
    "The file could run code when it is loaded",
    "Save the model as ONNX or safetensors; `detail` says what was found.",
  ],
  FILE_QUARANTINED: [403, "The operator's scanner has not passed the file", "Wait for its verdict, or see `detail`."],
  LINEAGE_INVALID: [
    422,
    "The model that this one was made from can't be used",
    "Name a model of this hub that you may read, or the https address of one elsewhere.",
  ],
  NAMESPACE_TAKEN: [
    409,
    "The namespace is another's, or looks like one that is",
    "Use the namespace of your identity (its letters in lower case), or claim another name.",
  ],
  NAMESPACE_NOT_FOUND: [404, "Nobody has this namespace", "It can be claimed."],
  VERSION_STALE: [
    409,
    "The model has a newer version than the one that you build on",
    "Look at the newest version, put your changes on top of it, and name it as the parent.",
  ],
  VERSION_NOT_FOUND: [404, "The model has no such version", "Look at its versions, aliases and tags."],
  MODEL_FILE_NOT_FOUND: [404, "The version has no such file", "Look at its files."],
  MODEL_GATED: [
    403,
    "The model is gated",
    "Ask for access, which its owner decides on, or buy it where it has a price.",
  ],
  ACCESS_NOT_FOUND: [404, "Nothing is known of such access", "Ask for access, or buy it where it has a price."],
  ACCESS_BOUGHT: [409, "The access was bought", "Who has paid for a model can't be kept out of it."],
  REF_EXISTS: [409, "The name is in use", "Tags can't be moved: use another name, or remove it first."],
  TRANSACTION_NOT_FOUND: [404, "This hub knows no such transaction", "Ask the node directly."],
  TICK_NOT_FOUND: [
    404,
    "There are no data of this tick",
    "It is to come, was empty, or is older than what nodes keep: look at the list of ticks.",
  ],
  CONTRACT_CALL_FAILED: [
    422,
    "The contract has no answer to this call",
    "Check the function's number and the size of its input against the contract's documentation.",
  ],
  FAUCET_OFF: [
    404,
    "This hub has no faucet",
    "Test money is given out on local networks only; ask a friend, or buy QU.",
  ],
  FAUCET_LIMIT: [429, "The faucet has given as much as it does in a day", "Come back after Retry-After."],
  WEBHOOK_NOT_FOUND: [404, "No such webhook", "Look at your webhooks."],
  WEBHOOK_INACTIVE: [409, "The webhook is paused or disabled", "Take it up again with `paused: false`."],
  DELIVERY_NOT_FOUND: [404, "No such delivery", "Deliveries are kept for some days; look at the list."],
  TOO_MANY_WEBHOOKS: [409, "The account has as many webhooks as it may", "Delete one that you don't need."],
  URL_REFUSED: [
    422,
    "This hub does not send to this address",
    "Use an https URL of a host on the public internet, without credentials.",
  ],
  WEBHOOK_INVALID: [400, "The delivery is not signed as it must be", "Check secret, headers and the body as received."],
  NOT_YET_AVAILABLE: [501, "This is not available yet", "It is planned for a later version of the contract."],
  NODE_UNREACHABLE: [503, "The Qubic node does not answer", "Try again; the hub keeps trying."],
  CHAIN_HALTED: [503, "The chain makes no ticks at the moment", "Wait; leases pause meanwhile and nothing is lost."],
  SHUTTING_DOWN: [503, "This hub is shutting down", "Try again shortly."],
  INTERNAL: [500, "Something went wrong here", "Try again; if it stays, report `requestId` to the hub's operator."],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof kinds;

/** Each problem code with its status, title and hint. */
export const PROBLEMS: Record<ProblemCode, ProblemKind> = Object.fromEntries(
  Object.entries(kinds).map(([code, [status, title, hint]]) => [code, { status, title, hint }]),
) as Record<ProblemCode, ProblemKind>;
