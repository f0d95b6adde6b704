"""Things that are checked about a receipt."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.wire.computors import ComputorList


@dataclass(frozen=True)
class ReceiptCheck:
    """One thing that was checked."""

    what: str
    """In words."""
    ok: bool
    detail: str = ""
    """What was found instead, where it is not ok."""


@dataclass(frozen=True)
class ReceiptGround:
    """The network that a receipt is checked against. Its definition must come from elsewhere than the hub."""

    network: str
    """Its id."""
    contract_index: int
    oc_interface: int
    """Index of the contract's interface of Outsourced Computations."""
    arbitrator: str
    """Identity that signs the list of computors."""


@dataclass(frozen=True)
class VerifiedGround:
    """The same with the computors of the receipt's epoch, signed by the arbitrator."""

    ground: ReceiptGround
    computors: ComputorList


def same(what: str, found: object, claimed: object) -> ReceiptCheck:
    """A check that compares."""
    if found == claimed:
        return ReceiptCheck(what, ok=True)
    return ReceiptCheck(what, ok=False, detail=f"the receipt says {_told(claimed)}, the chain {_told(found)}")


def wrong(what: str, detail: str) -> ReceiptCheck:
    """A check that failed."""
    return ReceiptCheck(what, ok=False, detail=detail)


def _told(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
