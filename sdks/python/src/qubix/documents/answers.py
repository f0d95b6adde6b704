"""Why a job waits, what one would cost, and what one has cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .document import Count, Document, Qu, Time


@dataclass(frozen=True, kw_only=True)
class NearMiss(Document):
    """A machine that nearly fits, and what is in the way."""

    provider: int
    machine: str
    price: Qu
    misses: tuple[str, ...]
    identity: str | None = None


@dataclass(frozen=True, kw_only=True)
class MatchReport(Document):
    """The last look for somebody to take a job: how many offers there were, and why not the others."""

    at: Time
    offers: int
    fitting: int
    reasons: Mapping[str, int]
    nearest: tuple[NearMiss, ...]


@dataclass(frozen=True, kw_only=True)
class QueuePlace(Document):
    """A job's place among those that wait."""

    at: Time
    waiting: int
    of_requester: int
    requesters: int
    ahead: int


@dataclass(frozen=True, kw_only=True)
class MachineAnswer(Document):
    """What keeps one machine from a job; nothing if `misses` is empty."""

    machine: str
    price: Qu
    misses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProviderAnswer(Document):
    """What keeps one provider from a job."""

    provider: int
    identity: str
    machines: tuple[MachineAnswer, ...]
    summary: str
    rests_until: Time | None = None


@dataclass(frozen=True, kw_only=True)
class EndedAttempt(Document):
    """An attempt that ended without a result, and why, as far as anybody said."""

    attempt: int
    provider: int
    at: Time
    identity: str | None = None
    end_reason: str | None = None
    decline_reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Why(Document):
    """Why nobody has taken a job yet."""

    key: str
    state: str
    summary: str
    report: MatchReport | None = None
    ended: tuple[EndedAttempt, ...] = ()
    queue: QueuePlace | None = None
    not_before: Time | None = None
    provider: ProviderAnswer | None = None


@dataclass(frozen=True, kw_only=True)
class EstimatedPrice(Document):
    """Prices of offers that fit, and a cap to name."""

    cap: Qu
    lowest: Qu | None = None
    typical: Qu | None = None
    high: Qu | None = None


@dataclass(frozen=True, kw_only=True)
class EstimatedTime(Document):
    """How long a run takes, by past ones; and its limit."""

    p50_ms: int
    p95_ms: int
    limit_ms: int


@dataclass(frozen=True, kw_only=True)
class EstimatedTaker(Document):
    """A provider that would take it: its price, its machines that match, and how many of them are free now."""

    provider: int
    identity: str
    price: Qu
    score: int
    machines: int
    free: int


@dataclass(frozen=True, kw_only=True)
class EstimatedMiss(Document):
    """A provider that would not, and what is in the way of its machine that misses by the least."""

    provider: int
    identity: str
    price: Qu
    score: int
    machine: str
    misses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EstimatedOffers(Document):
    """Who would take it now. At most ten of `takers`, the cheapest first, and ten of those `passed_over`."""

    total: int
    matching: int
    free: int
    reasons: Mapping[str, int]
    providers: int
    takers: tuple[EstimatedTaker, ...] = ()
    passed_over: tuple[EstimatedMiss, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EstimatedEscrow(Document):
    """What would be locked, and what goes with the transaction."""

    replicas: int
    runs: Qu
    royalty: Qu
    hub_fee: Qu
    protocol_fee: Qu
    total: Qu
    create_fee: Qu
    amount: Qu


@dataclass(frozen=True, kw_only=True)
class Estimate(Document):
    """What a job would cost and how long it would take."""

    at: Time
    price: EstimatedPrice
    duration: EstimatedTime
    offers: EstimatedOffers
    waiting: int
    escrow: EstimatedEscrow


@dataclass(frozen=True, kw_only=True)
class ReceiptRun(Document):
    """What one run of a settled job was paid."""

    provider: int
    attempt: int
    outcome: str
    paid: Qu
    slashed: Qu
    identity: str | None = None
    charge: Qu | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiptTransaction(Document):
    """A transaction that proves something of a receipt."""

    procedure: str
    id: str
    tick: int


@dataclass(frozen=True, kw_only=True)
class Receipt(Document):
    """The final record of a job on the chain: who ran it, and what was paid to whom."""

    network: str
    contract_index: int
    job_key: str
    requester: str
    spec_digest: str
    result_digest: str
    close_reason: str
    index: Count
    tick: int
    epoch: int
    hub: int
    replicas: int
    royalty_paid: Qu
    hub_paid: Qu
    burned: Qu
    to_shareholders: Qu
    refunded: Qu
    slashed: Qu
    runs: tuple[ReceiptRun, ...]
    transactions: tuple[ReceiptTransaction, ...]
    model: int | None = None
    metered: bool | None = None
