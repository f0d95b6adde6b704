"""What can be said about a job besides what it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from ..spec import Limits


class Work(TypedDict, total=False):
    """What the run needs, and how the job is shown."""

    name: str
    """Shown in lists."""
    limits: Limits
    """Fuel, memory, time and output of the run."""
    private: bool
    """Shown by the hub to its requester, the providers that run it, and the operator only."""
    min_memory_mib: int
    region: str
    metadata: Mapping[str, str]


class Offer(TypedDict, total=False):
    """What is offered, and to whom. Amounts in QU."""

    replicas: int
    """How many providers run it; 1 unless said otherwise."""
    quorum: int
    """How many must agree; more than half unless said otherwise."""
    price_cap: int
    """Most that one run may cost; 1,000 unless said otherwise. `jobs.estimate` suggests one."""
    metered: bool
    """Pays each run what it used, at most its price."""
    providers: Sequence[int | str]
    """Slots or identities of the only providers that may take it."""
    min_stake: int
    bonded_only: bool
    start: Literal["escrow-final", "assigned", "authorized"]
    """When a machine may begin; once the escrow is final unless said otherwise."""
    deadline_ticks: int
    """Ticks from now by which it must be done; 20,000 unless said otherwise."""
    protocol_fee: int
    """Burned and for the shareholders; the least unless said otherwise."""


class JobOptions(Work, Offer, total=False):
    """All of it."""
