"""Jobs and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .document import Count, Document, Qu, Time

WELL_ENDED = frozenset({"verified", "accepted", "unchallenged"})
"""Close reasons of jobs whose result was paid."""


@dataclass(frozen=True, kw_only=True)
class JobSummary(Document):
    """A job in a list."""

    key: str
    kind: str
    requester: str
    state: str
    replicas: int
    escrow: Qu
    created_at: Time
    updated_at: Time
    name: str | None = None
    close_reason: str | None = None

    @property
    def ended(self) -> bool:
        """Whether it is over, and everybody paid or refunded."""
        return self.close_reason is not None

    @property
    def succeeded(self) -> bool:
        """Whether it ended with a result that was paid."""
        return self.close_reason in WELL_ENDED


@dataclass(frozen=True, kw_only=True)
class Metrics(Document):
    """What a run has used so far."""

    fuel_used: Count | None = None
    memory_mib: int | None = None
    cpu_ms: int | None = None
    wall_ms: int | None = None
    output_bytes: int | None = None
    cost: Qu | None = None
    cost_limit: Qu | None = None


@dataclass(frozen=True, kw_only=True)
class Artifact(Document):
    """A sealed result that an attempt delivered. It can be opened once `masked_key` is there."""

    attempt: int
    blob: str
    size: int
    ciphertext_digest: str
    uploaded_at: Time
    result_digest: str | None = None
    masked_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Attempt(Document):
    """One provider's run of one of a job's replicas."""

    attempt: int
    replica: int
    provider: int
    machine: str
    price: Qu
    state: str
    created_at: Time
    updated_at: Time
    identity: str | None = None
    charge: Qu | None = None
    metrics: Metrics | None = None
    phase: str | None = None
    progress: float | None = None
    end_reason: str | None = None
    decline_reason: str | None = None
    lease_until: int | None = None
    result_digest: str | None = None
    artifact: Artifact | None = None


@dataclass(frozen=True, kw_only=True)
class Transaction(Document):
    """A transaction that the hub relayed or signed."""

    id: str
    procedure: str
    tick: int
    state: str
    updated_at: Time
    code: int | None = None
    job_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Job(JobSummary):
    """A job with its attempts and transactions. Amounts in QU."""

    spec_digest: str
    spec: str
    hub: int
    quorum: int
    price_cap: Qu
    royalty: Qu
    hub_fee: Qu
    protocol_fee: Qu
    min_stake: Qu
    providers: tuple[int, ...]
    start_policy: str
    create_by: int
    deadline: int
    last_event: int
    attempts: tuple[Attempt, ...]
    transactions: tuple[Transaction, ...]
    model: int | None = None
    metered: bool | None = None
    topped_up: Qu | None = None
    slot: int | None = None
    created_tick: int | None = None
    window_ends: int | None = None
    result_digest: str | None = None
    refusal: str | None = None

    @property
    def revealed(self) -> bool:
        """Whether there is a result that its requester can open."""
        return any(one.artifact is not None and one.artifact.masked_key is not None for one in self.attempts)


@dataclass(frozen=True, kw_only=True)
class JobEvent(Document):
    """Something that happened to a job. `seq` counts from 1 without gaps; later hubs add types: skip those you don't
    know."""

    seq: int
    time: Time
    body: Mapping[str, Any]

    @property
    def type(self) -> str:
        """`state`, `attempt`, `progress`, `log`, `artifact`, `result-ready`, `transaction`, `match`, `top-up`,
        `receipt`."""
        return str(self.body.get("type"))


@dataclass(frozen=True, kw_only=True)
class JobEvents(Document):
    """Events after a number, and the number of the job's last one."""

    events: tuple[JobEvent, ...]
    last: int


@dataclass(frozen=True, kw_only=True)
class SealedChunk(Document):
    """A piece of log that only the requester's key opens."""

    attempt: int
    seq: int
    ephemeral: str
    chunk: str


@dataclass(frozen=True, kw_only=True)
class LogPage(Document):
    """Pieces of log, and where the next ones will follow."""

    chunks: tuple[SealedChunk, ...]
    cursor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Submitted(Document):
    """What became of a job, or of transactions for one, that were handed to a hub."""

    key: str
    state: str
