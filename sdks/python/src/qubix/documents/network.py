"""The network and a hub's place on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .document import Count, Document, Qu


@dataclass(frozen=True, kw_only=True)
class NodeAddress(Document):
    """Where a node listens."""

    host: str
    port: int
    operator: str | None = None


@dataclass(frozen=True, kw_only=True)
class ContractPlace(Document):
    """Which contract of the network is Qubix."""

    index: int


@dataclass(frozen=True, kw_only=True)
class Network(Document):
    """A network: its nodes, the contract, how ticks are made."""

    id: str
    name: str
    nodes: tuple[NodeAddress, ...]
    contract: ContractPlace
    oc_interface: int
    arbitrator: str
    tick_offset: int
    tick_ms: int
    hubs: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class HubPlace(Document):
    """A hub on the chain, and its least fee for a job."""

    slot: int
    identity: str
    hot: str
    fee: Qu
    paused: bool


@dataclass(frozen=True, kw_only=True)
class Chain(Document):
    """Where the chain is."""

    epoch: int
    tick: int
    halted: bool


@dataclass(frozen=True, kw_only=True)
class Versions(Document):
    """What a hub is and speaks."""

    hub: str
    protocol: int
    oldest_protocol: int | None = None


@dataclass(frozen=True, kw_only=True)
class Limits(Document):
    """What a hub takes at most."""

    blob_bytes: int
    spec_bytes: int


@dataclass(frozen=True, kw_only=True)
class NetworkInfo(Document):
    """The network, this hub's place on it, and the contract's configuration."""

    network: Network
    hub: HubPlace
    contract_config: Mapping[str, int | str]
    chain: Chain
    versions: Versions
    limits: Limits


@dataclass(frozen=True, kw_only=True)
class NetworkTotals(Document):
    """The contract's sums."""

    escrow: Qu
    stakes: Qu
    paid: Qu
    royalties: Qu
    hub_fees: Qu
    burned: Qu
    refunded: Qu
    slashed: Qu


@dataclass(frozen=True, kw_only=True)
class NetworkJobs(Document):
    """How many jobs the contract has seen."""

    created: Count
    live: int
    receipts: Count


@dataclass(frozen=True, kw_only=True)
class NetworkStatistics(Document):
    """The whole network in numbers."""

    epoch: int
    tick: int
    halted: bool
    totals: NetworkTotals
    jobs: NetworkJobs
    hubs: int
    providers: int
    models: int
