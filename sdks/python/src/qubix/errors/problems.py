"""An exception for each problem code of the API. Written by scripts/write_problems.py; don't edit."""

from __future__ import annotations

from .api import (
    ApiError,
    AuthenticationError,
    BadRequestError,
    ClientError,
    ConflictError,
    GoneError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnprocessableError,
)


class AccessBoughtError(ConflictError):
    """409: The access was bought. Who has paid for a model can't be kept out of it."""


class AccessNotFoundError(NotFoundError):
    """404: Nothing is known of such access. Ask for access, or buy it where it has a price."""


class ApiKeyInvalidError(AuthenticationError):
    """401: The API key is unknown, revoked or expired. Make a new one."""


class ApiKeyLimitError(ConflictError):
    """409: There are too many API keys. Revoke those that are not used."""


class ApiKeyNotFoundError(NotFoundError):
    """404: No such API key of yours. Look at your API keys."""


class ArtifactNotFoundError(NotFoundError):
    """404: This attempt has no artifact here. Wait until it is uploaded, or look at another attempt."""


class AttemptFencedError(ConflictError):
    """409: A newer attempt has taken over. Stop this attempt; its work is no longer wanted."""


class AttemptNotFoundError(NotFoundError):
    """404: No such attempt. Look at the job's attempts."""


class BadAuthorizationError(AuthenticationError):
    """401: The Authorization header is malformed. Send one header: Qubic v1
    identity=…,time=…,nonce=…,signature=…, or Bearer and a token or API key."""


class BlobBusyError(ServerError):
    """503: The blob is just being deleted. Upload it again in a moment."""


class BlobDigestMismatchError(UnprocessableError):
    """422: The bytes differ from the digest in the address. Upload again; the file may have changed meanwhile."""


class BlobInUseError(ConflictError):
    """409: The blob is still needed. Delete the data of the jobs that use it first."""


class BlobNotFoundError(NotFoundError):
    """404: No such blob here. Upload it first."""


class BlobTooLargeError(ClientError):
    """413: The blob is too large for this hub. Split it, or use a hub with a higher limit."""


class BlockedError(PermissionDeniedError):
    """403: The operator of this hub has blocked this. See the reason in `detail`; ask the operator, or use
    another hub."""


class BodyTooLargeError(ClientError):
    """413: The body is too large. Send less; files go to /blobs."""


class ChainHaltedError(ServerError):
    """503: The chain makes no ticks at the moment. Wait; leases pause meanwhile and nothing is lost."""


class ChallengeInvalidError(AuthenticationError):
    """401: The challenge is unknown, used or too old. Ask for a new challenge and sign that one."""


class ContractCallFailedError(UnprocessableError):
    """422: The contract has no answer to this call. Check the function's number and the size of its input against
    the contract's documentation."""


class DataGoneError(GoneError):
    """410: These data are no longer kept. They were deleted on request, or their time has passed."""


class DeliveryNotFoundError(NotFoundError):
    """404: No such delivery. Deliveries are kept for some days; look at the list."""


class FaucetLimitError(RateLimitError):
    """429: The faucet has given as much as it does in a day. Come back after Retry-After."""


class FaucetOffError(NotFoundError):
    """404: This hub has no faucet. Test money is given out on local networks only; ask a friend, or buy QU."""


class FileQuarantinedError(PermissionDeniedError):
    """403: The operator's scanner has not passed the file. Wait for its verdict, or see `detail`."""


class FileRefusedError(UnprocessableError):
    """422: The file could run code when it is loaded. Save the model as ONNX or safetensors; `detail` says what
    was found."""


class ForbiddenError(PermissionDeniedError):
    """403: This identity may not do that. Use the identity that owns it."""


class HeadersTooLargeError(ClientError):
    """431: The request's headers are too large. Send fewer or shorter headers."""


class HubMismatchError(UnprocessableError):
    """422: The job names another hub. Send it to the hub that it names, or name this one."""


class HubPausedError(ServerError):
    """503: This hub takes no new jobs at the moment. Use another hub, or try again later."""


class IdempotencyInProgressError(ConflictError):
    """409: The first request with this Idempotency-Key is still being served. Repeat the same request after
    Retry-After."""


class IdempotencyKeyInvalidError(BadRequestError):
    """400: The Idempotency-Key is malformed. Send 8 to 128 letters, digits or - _ . : ~ that you have not used
    for anything else, such as a UUID."""


class IdempotencyKeyReusedError(UnprocessableError):
    """422: This Idempotency-Key was used for another request. Use a new key for each new request; repeat a
    request with exactly the same body."""


class InputMissingError(UnprocessableError):
    """422: A file that the spec names is not here. Upload it to /blobs first."""


class InternalError(ServerError):
    """500: Something went wrong here. Try again; if it stays, report `requestId` to the hub's operator."""


class InvalidCardError(UnprocessableError):
    """422: The model card is invalid. Fix the front matter of README.md as `detail` says."""


class InvalidCursorError(BadRequestError):
    """400: The cursor is not one of this list. Start again without a cursor, with the same filters and order."""


class InvalidJsonError(BadRequestError):
    """400: The body is not valid JSON. Send UTF-8 JSON without duplicate members; numbers are plain integers."""


class InvalidModelError(UnprocessableError):
    """422: The model manifest is invalid. Fix the fields named in `detail`."""


class InvalidNameError(UnprocessableError):
    """422: The name can't be used. Choose another one, as `detail` says."""


class InvalidPartError(UnprocessableError):
    """422: The part has another size than it must. Send parts of `partSize` bytes, the last one shorter."""


class InvalidPathError(UnprocessableError):
    """422: A file's path can't be used. Rename the file."""


class InvalidRequestError(BadRequestError):
    """400: The request is malformed. Fix the field named in `detail`."""


class InvalidSpecError(UnprocessableError):
    """422: The job spec is invalid. Fix the fields named in `detail`."""


class InvalidTransactionError(UnprocessableError):
    """422: A transaction is malformed or wrongly signed. Sign it again."""


class JobNotFoundError(NotFoundError):
    """404: No such job on this hub. Check the key and the hub."""


class JobStateError(ConflictError):
    """409: The job's state does not allow this. See `detail`; look at the job again."""


class JsonTooDeepError(BadRequestError):
    """400: The JSON is nested too deeply. Flatten it; `detail` says how deep it may be."""


class LengthRequiredError(ClientError):
    """411: The upload must say how long it is. Send Content-Length."""


class LineageInvalidError(UnprocessableError):
    """422: The model that this one was made from can't be used. Name a model of this hub that you may read, or
    the https address of one elsewhere."""


class LogFullError(ConflictError):
    """409: The hub keeps no more log of this attempt. Let the program write less, or write to an output file."""


class MethodNotAllowedError(ClientError):
    """405: This method is not offered here. See the Allow header."""


class ModelExistsError(ConflictError):
    """409: This model version already exists with other content. Publish under a new version."""


class ModelFileNotFoundError(NotFoundError):
    """404: The version has no such file. Look at its files."""


class ModelGatedError(PermissionDeniedError):
    """403: The model is gated. Ask for access, which its owner decides on, or buy it where it has a price."""


class ModelNotFoundError(NotFoundError):
    """404: No such model. Look at /models."""


class NamespaceNotFoundError(NotFoundError):
    """404: Nobody has this namespace. It can be claimed."""


class NamespaceTakenError(ConflictError):
    """409: The namespace is another's, or looks like one that is. Use the namespace of your identity (its letters
    in lower case), or claim another name."""


class NodeUnreachableError(ServerError):
    """503: The Qubic node does not answer. Try again; the hub keeps trying."""


class NonceUsedError(AuthenticationError):
    """401: This request was already received. Sign again with a new nonce."""


class NotAcceptableError(ClientError):
    """406: The Accept header allows nothing that this route can answer. Accept application/json, or
    application/octet-stream for blobs."""


class NotAuthorizedYetError(ConflictError):
    """409: The computors have not authorized this batch yet. Ask again in a few ticks."""


class NotYetAvailableError(ServerError):
    """501: This is not available yet. It is planned for a later version of the contract."""


class ProviderNotFoundError(NotFoundError):
    """404: No such provider. Register it on the chain first."""


class QuotaExceededError(ConflictError):
    """409: The account keeps as much as it may. Delete blobs or data of old jobs that you don't need; see
    /account/usage."""


class RangeNotSatisfiableError(ClientError):
    """416: The range lies outside the blob. Ask for a range within its size."""


class RateLimitedError(RateLimitError):
    """429: Too many requests. Wait for as long as Retry-After says."""


class ReceiptNotReadyError(ConflictError):
    """409: The job is not settled yet. Ask again when the job has ended."""


class RefreshInvalidError(AuthenticationError):
    """401: The refresh token is unknown, used or too old. Sign in again. If you did not use it twice, somebody
    else has: look at your sessions."""


class RefExistsError(ConflictError):
    """409: The name is in use. Tags can't be moved: use another name, or remove it first."""


class ReportNotFoundError(NotFoundError):
    """404: No such report. Look at the list of reports."""


class RequestExpiredError(AuthenticationError):
    """401: The request's time is too far from the hub's. Set your clock; a request is valid for two minutes."""


class RequestTimeoutError(ClientError):
    """408: The request came too slowly. Send it again over a better connection, or send less."""


class ScopeMissingError(PermissionDeniedError):
    """403: The API key may not do that. Use a key with the scope that `detail` names."""


class SessionEndedError(AuthenticationError):
    """401: The session has ended. Sign in again."""


class SessionNotFoundError(NotFoundError):
    """404: No such session of yours. Look at your sessions."""


class ShuttingDownError(ServerError):
    """503: This hub is shutting down. Try again shortly."""


class SignatureInvalidError(AuthenticationError):
    """401: The signature is wrong. Sign exactly the method, path with query, body digest, host and network of
    this request."""


class SpecDigestMismatchError(UnprocessableError):
    """422: The transaction is for another spec. Sign CreateJob with the digest of exactly this spec."""


class StorageFullError(ServerError):
    """507: The hub has no space left. What it has of an upload in parts is kept: repeat it once the operator has
    made space, or use another hub."""


class SubjectNotFoundError(NotFoundError):
    """404: What you report is not here. Check its key, digest or identity."""


class TicketInvalidError(AuthenticationError):
    """401: The socket ticket is unknown, used or too old. Ask for a new ticket."""


class TickNotFoundError(NotFoundError):
    """404: There are no data of this tick. It is to come, was empty, or is older than what nodes keep: look at
    the list of ticks."""


class TickPassedError(ConflictError):
    """409: The transaction's tick has passed. Sign it again for a later tick."""


class TokenExpiredError(AuthenticationError):
    """401: The access token has expired. Get a new one with the refresh token."""


class TokenInvalidError(AuthenticationError):
    """401: The access token is not one of this hub's. Sign in to this hub."""


class TooManyConnectionsError(ServerError):
    """503: Too many live connections are open. Close some, or come back a little later."""


class TooManySubscriptionsError(RateLimitError):
    """429: This connection follows too many channels. Unsubscribe from some, or follow your account: it has all
    of your jobs."""


class TooManyUploadsError(ConflictError):
    """409: The account has too many uploads under way. Complete or cancel one first."""


class TooManyWebhooksError(ConflictError):
    """409: The account has as many webhooks as it may. Delete one that you don't need."""


class TransactionMismatchError(UnprocessableError):
    """422: A transaction does not belong to this request. Check contract, procedure, job key and that the
    ladder's transactions differ only in tick."""


class TransactionNotFoundError(NotFoundError):
    """404: This hub knows no such transaction. Ask the node directly."""


class TransactionRefusedError(UnprocessableError):
    """422: The contract would refuse this transaction. See `detail` for the contract's code and what to do."""


class UnsignedError(AuthenticationError):
    """401: This request must say who it comes from. Sign it (`Authorization: Qubic v1 …`), or send an access
    token or API key (`Authorization: Bearer …`)."""


class UnsupportedMediaTypeError(ClientError):
    """415: This content type is not understood. Send application/json, or application/octet-stream for blobs."""


class UnsupportedSpecVersionError(UnprocessableError):
    """422: This spec version is not supported. Use version 1."""


class UploadIncompleteError(ConflictError):
    """409: Parts of the upload are missing. Send the parts that `received` does not name."""


class UploadNotFoundError(NotFoundError):
    """404: No such upload. Begin it again; an upload has a week to be completed."""


class UrlRefusedError(UnprocessableError):
    """422: This hub does not send to this address. Use an https URL of a host on the public internet, without
    credentials."""


class VersionNotFoundError(NotFoundError):
    """404: The model has no such version. Look at its versions, aliases and tags."""


class VersionStaleError(ConflictError):
    """409: The model has a newer version than the one that you build on. Look at the newest version, put your
    changes on top of it, and name it as the parent."""


class VersionUnsupportedError(ClientError):
    """426: You and this hub speak no common version. Update, then try again."""


class WebhookInactiveError(ConflictError):
    """409: The webhook is paused or disabled. Take it up again with `paused: false`."""


class WebhookInvalidError(BadRequestError):
    """400: The delivery is not signed as it must be. Check secret, headers and the body as received."""


class WebhookNotFoundError(NotFoundError):
    """404: No such webhook. Look at your webhooks."""


class WrongOriginError(ClientError):
    """421: This hub has another name. Use the address under which the hub is published."""


PROBLEMS: dict[str, type[ApiError]] = {
    "ACCESS_BOUGHT": AccessBoughtError,
    "ACCESS_NOT_FOUND": AccessNotFoundError,
    "API_KEY_INVALID": ApiKeyInvalidError,
    "API_KEY_LIMIT": ApiKeyLimitError,
    "API_KEY_NOT_FOUND": ApiKeyNotFoundError,
    "ARTIFACT_NOT_FOUND": ArtifactNotFoundError,
    "ATTEMPT_FENCED": AttemptFencedError,
    "ATTEMPT_NOT_FOUND": AttemptNotFoundError,
    "BAD_AUTHORIZATION": BadAuthorizationError,
    "BLOB_BUSY": BlobBusyError,
    "BLOB_DIGEST_MISMATCH": BlobDigestMismatchError,
    "BLOB_IN_USE": BlobInUseError,
    "BLOB_NOT_FOUND": BlobNotFoundError,
    "BLOB_TOO_LARGE": BlobTooLargeError,
    "BLOCKED": BlockedError,
    "BODY_TOO_LARGE": BodyTooLargeError,
    "CHAIN_HALTED": ChainHaltedError,
    "CHALLENGE_INVALID": ChallengeInvalidError,
    "CONTRACT_CALL_FAILED": ContractCallFailedError,
    "DATA_GONE": DataGoneError,
    "DELIVERY_NOT_FOUND": DeliveryNotFoundError,
    "FAUCET_LIMIT": FaucetLimitError,
    "FAUCET_OFF": FaucetOffError,
    "FILE_QUARANTINED": FileQuarantinedError,
    "FILE_REFUSED": FileRefusedError,
    "FORBIDDEN": ForbiddenError,
    "HEADERS_TOO_LARGE": HeadersTooLargeError,
    "HUB_MISMATCH": HubMismatchError,
    "HUB_PAUSED": HubPausedError,
    "IDEMPOTENCY_IN_PROGRESS": IdempotencyInProgressError,
    "IDEMPOTENCY_KEY_INVALID": IdempotencyKeyInvalidError,
    "IDEMPOTENCY_KEY_REUSED": IdempotencyKeyReusedError,
    "INPUT_MISSING": InputMissingError,
    "INTERNAL": InternalError,
    "INVALID_CARD": InvalidCardError,
    "INVALID_CURSOR": InvalidCursorError,
    "INVALID_JSON": InvalidJsonError,
    "INVALID_MODEL": InvalidModelError,
    "INVALID_NAME": InvalidNameError,
    "INVALID_PART": InvalidPartError,
    "INVALID_PATH": InvalidPathError,
    "INVALID_REQUEST": InvalidRequestError,
    "INVALID_SPEC": InvalidSpecError,
    "INVALID_TRANSACTION": InvalidTransactionError,
    "JOB_NOT_FOUND": JobNotFoundError,
    "JOB_STATE": JobStateError,
    "JSON_TOO_DEEP": JsonTooDeepError,
    "LENGTH_REQUIRED": LengthRequiredError,
    "LINEAGE_INVALID": LineageInvalidError,
    "LOG_FULL": LogFullError,
    "METHOD_NOT_ALLOWED": MethodNotAllowedError,
    "MODEL_EXISTS": ModelExistsError,
    "MODEL_FILE_NOT_FOUND": ModelFileNotFoundError,
    "MODEL_GATED": ModelGatedError,
    "MODEL_NOT_FOUND": ModelNotFoundError,
    "NAMESPACE_NOT_FOUND": NamespaceNotFoundError,
    "NAMESPACE_TAKEN": NamespaceTakenError,
    "NODE_UNREACHABLE": NodeUnreachableError,
    "NONCE_USED": NonceUsedError,
    "NOT_ACCEPTABLE": NotAcceptableError,
    "NOT_AUTHORIZED_YET": NotAuthorizedYetError,
    "NOT_FOUND": NotFoundError,
    "NOT_YET_AVAILABLE": NotYetAvailableError,
    "PROVIDER_NOT_FOUND": ProviderNotFoundError,
    "QUOTA_EXCEEDED": QuotaExceededError,
    "RANGE_NOT_SATISFIABLE": RangeNotSatisfiableError,
    "RATE_LIMITED": RateLimitedError,
    "RECEIPT_NOT_READY": ReceiptNotReadyError,
    "REFRESH_INVALID": RefreshInvalidError,
    "REF_EXISTS": RefExistsError,
    "REPORT_NOT_FOUND": ReportNotFoundError,
    "REQUEST_EXPIRED": RequestExpiredError,
    "REQUEST_TIMEOUT": RequestTimeoutError,
    "SCOPE_MISSING": ScopeMissingError,
    "SESSION_ENDED": SessionEndedError,
    "SESSION_NOT_FOUND": SessionNotFoundError,
    "SHUTTING_DOWN": ShuttingDownError,
    "SIGNATURE_INVALID": SignatureInvalidError,
    "SPEC_DIGEST_MISMATCH": SpecDigestMismatchError,
    "STORAGE_FULL": StorageFullError,
    "SUBJECT_NOT_FOUND": SubjectNotFoundError,
    "TICKET_INVALID": TicketInvalidError,
    "TICK_NOT_FOUND": TickNotFoundError,
    "TICK_PASSED": TickPassedError,
    "TOKEN_EXPIRED": TokenExpiredError,
    "TOKEN_INVALID": TokenInvalidError,
    "TOO_MANY_CONNECTIONS": TooManyConnectionsError,
    "TOO_MANY_SUBSCRIPTIONS": TooManySubscriptionsError,
    "TOO_MANY_UPLOADS": TooManyUploadsError,
    "TOO_MANY_WEBHOOKS": TooManyWebhooksError,
    "TRANSACTION_MISMATCH": TransactionMismatchError,
    "TRANSACTION_NOT_FOUND": TransactionNotFoundError,
    "TRANSACTION_REFUSED": TransactionRefusedError,
    "UNSIGNED": UnsignedError,
    "UNSUPPORTED_MEDIA_TYPE": UnsupportedMediaTypeError,
    "UNSUPPORTED_SPEC_VERSION": UnsupportedSpecVersionError,
    "UPLOAD_INCOMPLETE": UploadIncompleteError,
    "UPLOAD_NOT_FOUND": UploadNotFoundError,
    "URL_REFUSED": UrlRefusedError,
    "VERSION_NOT_FOUND": VersionNotFoundError,
    "VERSION_STALE": VersionStaleError,
    "VERSION_UNSUPPORTED": VersionUnsupportedError,
    "WEBHOOK_INACTIVE": WebhookInactiveError,
    "WEBHOOK_INVALID": WebhookInvalidError,
    "WEBHOOK_NOT_FOUND": WebhookNotFoundError,
    "WRONG_ORIGIN": WrongOriginError,
}
