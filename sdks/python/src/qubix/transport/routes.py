"""The routes of the API that this SDK uses. `tests/test_contract.py` holds each against the API's published
document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ..documents.account import Account, ApiKey, BlobUsage, Challenge, CreatedApiKey, Session, Tokens
from ..documents.answers import Estimate, Receipt, Why
from ..documents.document import Document
from ..documents.job import Job, JobEvents, JobSummary, LogPage, Submitted
from ..documents.model import Model, ModelAccess, ModelRepository, Pieces, Upload
from ..documents.network import NetworkInfo, NetworkStatistics
from ..documents.page import Accepted, Deleted, Items, Page, PartStored, Stored
from ..documents.provider import OfferedMachine, Provider

D = TypeVar("D", bound=Document | None)
D_co = TypeVar("D_co", bound=Document | None, covariant=True)

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Route(Generic[D_co]):
    """One address of the API: what it takes, and what it answers."""

    name: str
    method: str
    path: str
    answer: type[D_co] = field(default=type(None))  # type: ignore[assignment]
    query: frozenset[str] = frozenset()
    keyed: bool = False
    """Whether it takes an Idempotency-Key: a repeat is answered the same and done once."""
    once: bool = False
    """Never repeated: what it brings is good for one try."""
    anonymous: bool = False
    """It makes no difference who asks, so nobody says it."""
    item: type[Document] = Document
    """What a page holds."""


def _get(name: str, path: str, answer: type[D], *query: str, **more: Any) -> Route[D]:
    return Route(name, "GET", path, answer, frozenset(query), **more)


def _list(name: str, path: str, item: type[Document], *query: str, **more: Any) -> Route[Page]:
    return Route(name, "GET", path, Page, frozenset(query), item=item, **more)


def _post(name: str, path: str, answer: type[D], **more: Any) -> Route[D]:
    return Route(name, "POST", path, answer, **more)


GET_NETWORK = _get("getNetwork", "/network", NetworkInfo, anonymous=True)
NETWORK_STATISTICS = _get("getNetworkStatistics", "/stats/network", NetworkStatistics, anonymous=True)

SUBMIT_JOB = _post("submitJob", "/jobs", Submitted, keyed=True)
LIST_JOBS = _list(
    *("listJobs", "/jobs", JobSummary, "limit", "cursor", "requester", "state", "kind", "model", "provider"),
    *("search", "createdAfter", "createdBefore", "sort"),
)
GET_JOB = _get("getJob", "/jobs/{key}", Job)
JOB_WHY = _get("getJobWhy", "/jobs/{key}/why", Why, "provider")
JOB_EVENTS = _get("listJobEvents", "/jobs/{key}/events", JobEvents, "after", "limit")
JOB_STREAM = Route[None]("streamJob", "GET", "/jobs/{key}/stream", query=frozenset({"after"}))
JOB_LOGS = _get("listJobLogs", "/jobs/{key}/logs", LogPage, "limit", "cursor", "attempt")
JOB_ARTIFACT = Route[None]("getJobArtifact", "GET", "/jobs/{key}/artifacts/{attempt}")
JOB_RECEIPT = _get("getJobReceipt", "/jobs/{key}/receipt", Receipt)
JOB_ACTIONS = {
    action: _post(f"{action}Job", f"/jobs/{{key}}/{action}", Submitted, keyed=True)
    for action in ("cancel", "accept", "claim")
}
TOP_UP_JOB = _post("topUpJob", "/jobs/{key}/top-up", Submitted, keyed=True)
ESTIMATE_JOB = _post("estimateJob", "/estimates", Estimate, anonymous=True)
DELETE_JOB_DATA = Route("deleteJobData", "DELETE", "/jobs/{key}/data", Deleted)
LIST_RECEIPTS = _list("listReceipts", "/receipts", Receipt, "limit", "cursor", "requester", "provider")

LIST_PROVIDERS = _list(
    *("listProviders", "/providers", Provider, "limit", "cursor", "minStake", "maxPrice", "hub", "sort"),
    anonymous=True,
)
GET_PROVIDER = _get("getProvider", "/providers/{identity}", Provider, anonymous=True)
LIST_MACHINES = _list(
    *("listMachines", "/machines", OfferedMachine, "limit", "cursor", "provider", "kind", "region", "minMemoryMiB"),
    *("minStake", "online"),
    anonymous=True,
)

LIST_MODELS = _list(*("listModels", "/models", Model, "limit", "cursor", "search", "namespace", "publisher", "sort"))
GET_MODEL = _get("getModel", "/models/{namespace}/{name}", Model)
PUBLISH_MODEL = _post("publishModel", "/models", Model, keyed=True)
GET_MODEL_REPOSITORY = _get("getModelRepository", "/models/{namespace}/{name}/repository", ModelRepository)
GET_MODEL_ACCESS = _get("getModelAccess", "/models/{namespace}/{name}/access/{identity}", ModelAccess)
REQUEST_MODEL_ACCESS = _post("requestModelAccess", "/models/{namespace}/{name}/access", ModelAccess)

PUT_BLOB = Route("putBlob", "PUT", "/blobs/{sha256}", Stored)
HEAD_BLOB = Route[None]("headBlob", "HEAD", "/blobs/{sha256}")
GET_BLOB = Route[None]("getBlob", "GET", "/blobs/{sha256}")
BLOB_PIECES = _get("getBlobPieces", "/blobs/{sha256}/pieces", Pieces)
BEGIN_UPLOAD = _post("beginUpload", "/uploads", Upload, keyed=True)
PUT_PART = Route("putUploadPart", "PUT", "/uploads/{id}/parts/{number}/{sha256}", PartStored)
COMPLETE_UPLOAD = _post("completeUpload", "/uploads/{id}/complete", Stored, keyed=True)


GET_ACCOUNT = _get("getAccount", "/account", Account)
ACCOUNT_USAGE = _get("getAccountUsage", "/account/usage", BlobUsage)
DELETE_ACCOUNT_DATA = Route("deleteAccountData", "DELETE", "/account/data", Accepted)
CREATE_CHALLENGE = _post("createChallenge", "/auth/challenge", Challenge, anonymous=True)
CREATE_SESSION = _post("createSession", "/auth/session", Tokens, once=True, anonymous=True)
REFRESH_SESSION = _post("refreshSession", "/auth/refresh", Tokens, once=True, anonymous=True)
END_SESSION = Route[None]("endSession", "DELETE", "/auth/session")
LIST_SESSIONS = Route("listSessions", "GET", "/auth/sessions", Items, item=Session)
REVOKE_SESSION = Route[None]("revokeSession", "DELETE", "/auth/sessions/{session}")

CREATE_API_KEY = _post("createApiKey", "/api-keys", CreatedApiKey, keyed=True)
LIST_API_KEYS = Route("listApiKeys", "GET", "/api-keys", Items, item=ApiKey)
REVOKE_API_KEY = Route[None]("revokeApiKey", "DELETE", "/api-keys/{id}")
