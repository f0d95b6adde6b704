"""Providers and their machines."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Count, Document, Qu, Time


@dataclass(frozen=True, kw_only=True)
class MachineLoad(Document):
    """How busy a machine is as a whole: the share of its processors' time, 0 to 1, and the memory in use."""

    cpu: float
    memory_mib: int


@dataclass(frozen=True, kw_only=True)
class Machine(Document):
    """A machine that is connected to the hub."""

    id: str
    cores: int
    memory_mib: int
    kinds: tuple[str, ...]
    runtimes: tuple[str, ...]
    slots: int
    version: str
    free_slots: int
    last_seen: Time
    load: MachineLoad | None = None
    region: str | None = None
    speed: int | None = None


@dataclass(frozen=True, kw_only=True)
class OfferedMachine(Machine):
    """A machine with its provider's standing."""

    provider: int
    identity: str
    stake: Qu
    min_price: Qu
    score: int
    online: bool


@dataclass(frozen=True, kw_only=True)
class Reputation(Document):
    """How a provider's runs have ended, as the contract counts them."""

    verified: Count
    undecided: Count
    odd_one_out: Count
    expired: Count
    declined: Count
    lost: Count
    requesters: int


@dataclass(frozen=True, kw_only=True)
class Provider(Document):
    """A provider on the chain, with the machines that are connected here."""

    slot: int
    identity: str
    hot: str
    payout: str
    stake: Qu
    min_price: Qu
    capacity: int
    live: int
    hubs: tuple[int, ...]
    any_hub: bool
    paused: bool
    reputation: Reputation
    score: int
    online: bool
    machines: tuple[Machine, ...]
