"""What a receipt claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from qubix.errors import QubixError
from qubix.spec import shape
from qubix.spec.primitives import amount, hex_32, uint64_text

CLOSE_REASONS = {
    "verified": 1,
    "accepted": 2,
    "unchallenged": 3,
    "no-quorum": 4,
    "cancelled": 5,
    "expired": 6,
    "unrevealed": 7,
    "refused": 20,
    "dropped": 21,
}
"""With the contract's numbers; from 20 on, what the chain never saw."""

OUTCOMES = {"paid-majority": 1, "base-share": 2, "odd-one-out": 3, "not-revealed": 4, "not-committed": 5}
"""With the contract's numbers."""


@dataclass(frozen=True)
class RunClaim:
    """What one run is said to have been paid. Amounts in QU."""

    provider: int
    identity: str | None
    attempt: int
    outcome: int
    charge: int | None
    paid: int
    slashed: int


@dataclass(frozen=True)
class TransactionClaim:
    """A transaction that is said to prove a step."""

    procedure: str
    id: str
    tick: int


@dataclass(frozen=True)
class AuthorizationClaim:
    """The computors' authorization of an assignment: root, its invocation, and the path from the leaf."""

    attempt: int
    epoch: int
    invocation_id: int
    batch: int
    root: bytes
    leaf_index: int
    path: list[bytes]


@dataclass(frozen=True)
class ReceiptClaims:
    """A receipt as a hub tells it. Amounts in QU."""

    network: str
    contract_index: int
    job_key: bytes
    requester: str
    spec_digest: bytes
    result_digest: bytes
    close_reason: int
    index: int
    tick: int
    epoch: int
    hub: int
    model: int | None
    replicas: int
    metered: bool
    royalty_paid: int
    hub_paid: int
    burned: int
    to_shareholders: int
    refunded: int
    slashed: int
    runs: list[RunClaim]
    transactions: list[TransactionClaim]
    authorizations: list[AuthorizationClaim]


def read_claims(document: object) -> ReceiptClaims:
    """Reads a receipt's JSON. Raises QubixError INVALID_RECEIPT naming the member that is wrong."""
    try:
        _check(document, "$")
    except QubixError as error:
        raise QubixError("INVALID_RECEIPT", f"This is no receipt: {error.message}", details=error.details) from None
    told = cast("dict[str, Any]", document)
    amounts = {snake: int(told[camel]) for snake, camel in _AMOUNTS.items()}
    return ReceiptClaims(
        network=told["network"],
        contract_index=told["contractIndex"],
        job_key=bytes.fromhex(told["jobKey"]),
        requester=told["requester"],
        spec_digest=bytes.fromhex(told["specDigest"]),
        result_digest=bytes.fromhex(told["resultDigest"]),
        close_reason=CLOSE_REASONS[told["closeReason"]],
        index=int(told["index"]),
        tick=told["tick"],
        epoch=told["epoch"],
        hub=told["hub"],
        model=told.get("model"),
        replicas=told["replicas"],
        metered=told.get("metered", False),
        runs=[_run(run) for run in told["runs"]],
        transactions=[TransactionClaim(one["procedure"], one["id"], one["tick"]) for one in told["transactions"]],
        authorizations=[_authorization(one) for one in told["authorizations"]],
        **amounts,
    )


def _run(told: dict[str, Any]) -> RunClaim:
    return RunClaim(
        provider=told["provider"],
        identity=told.get("identity"),
        attempt=told["attempt"],
        outcome=OUTCOMES[told["outcome"]],
        charge=int(told["charge"]) if "charge" in told else None,
        paid=int(told["paid"]),
        slashed=int(told["slashed"]),
    )


def _authorization(told: dict[str, Any]) -> AuthorizationClaim:
    return AuthorizationClaim(
        attempt=told["attempt"],
        epoch=told["epoch"],
        invocation_id=int(told["invocationId"]),
        batch=told["batch"],
        root=bytes.fromhex(told["root"]),
        leaf_index=told["leafIndex"],
        path=[bytes.fromhex(sibling) for sibling in told["path"]],
    )


_AMOUNTS = {
    "royalty_paid": "royaltyPaid",
    "hub_paid": "hubPaid",
    "burned": "burned",
    "to_shareholders": "toShareholders",
    "refunded": "refunded",
    "slashed": "slashed",
}
_MOST = 4096
_u16, _u32 = shape.integer(0, 2**16 - 1), shape.integer(0, 2**32 - 1)
_identity = shape.pattern(r"[A-Z]{60}", "60 capital letters")
_run_shape = shape.document(
    {
        "provider": _u16,
        "attempt": _u32,
        "outcome": shape.one_of(*OUTCOMES),
        "paid": amount,
        "slashed": amount,
    },
    {"identity": _identity, "charge": amount},
    may_grow=True,
)
_transaction_shape = shape.document(
    {
        "procedure": shape.text(most=64),
        "id": shape.pattern(r"[a-z]{60}", "60 lowercase letters"),
        "tick": _u32,
    },
    may_grow=True,
)
_authorization_shape = shape.document(
    {
        "attempt": _u32,
        "epoch": _u16,
        "invocationId": uint64_text,
        "batch": _u32,
        "root": hex_32,
        "leafIndex": _u32,
        "path": shape.array(hex_32, most=32),
    },
    may_grow=True,
)
_check = shape.document(
    {
        "version": shape.one_of(1),
        "network": shape.text(most=64),
        "contractIndex": _u16,
        "jobKey": hex_32,
        "requester": _identity,
        "specDigest": hex_32,
        "resultDigest": hex_32,
        "closeReason": shape.one_of(*CLOSE_REASONS),
        "index": uint64_text,
        "tick": _u32,
        "epoch": _u16,
        "hub": _u16,
        "replicas": shape.integer(1, 8),
        "runs": shape.array(_run_shape, most=8),
        "transactions": shape.array(_transaction_shape, most=_MOST),
        "authorizations": shape.array(_authorization_shape, most=_MOST),
        **dict.fromkeys(_AMOUNTS.values(), amount),
    },
    {"model": _u16, "metered": shape.one_of(True, False)},
    may_grow=True,
)
