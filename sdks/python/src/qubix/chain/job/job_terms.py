"""What a requester offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

StartPolicy: TypeAlias = Literal["escrow-final", "assigned", "authorized"]

START_POLICIES: dict[StartPolicy, int] = {"escrow-final": 0, "assigned": 1, "authorized": 2}
"""With the contract's numbers."""


@dataclass(frozen=True)
class PaidModel:
    """Slot of a model, with its royalty as it stands on the chain."""

    slot: int
    royalty: int


@dataclass(frozen=True, kw_only=True)
class JobTerms:
    """What is offered for a job, and to whom. Amounts in QU."""

    hub: int
    """Slot of the hub that may assign the job."""
    hub_fee: int
    replicas: int
    """How many providers run it."""
    quorum: int
    """How many of them must agree."""
    price_cap: int
    """Most that one replica may cost."""
    protocol_fee: int
    """For burning and the shareholders."""
    start: StartPolicy = "escrow-final"
    """When providers may begin."""
    model: PaidModel | None = None
    metered: bool = False
    """Pays each run what it used, at most its price; the rest comes back. Else a run costs its price."""
    providers: Sequence[int] | None = None
    """Slots of the providers that may take it; anybody if None."""
    min_stake: int = 0
    """Least free stake of a provider."""
    bonded_only: bool = False
