"""What a metered run used and what it is charged: sealed with the result, so that only the requester reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from qubix.spec import shape
from qubix.spec.primitives import amount, blob_digest, uint64_text

_MAX_ASK = 10**15


@dataclass(frozen=True)
class UsageStatement:
    """Amounts in QU."""

    wall_ms: int
    """Milliseconds that the run held the machine."""
    fuel: int | None
    """Units of fuel, for `wasm`: the same on every machine, so that it can be proved."""
    asks: Mapping[str, object]
    """The machine's asks at that time."""
    least_price: int
    """The provider's least price on the chain."""
    limit: int
    """The most that the attempt could be charged: its price, and what top-ups added."""
    charge: int


def read_usage(value: object) -> UsageStatement:
    """Reads a document that came from outside. Raises QubixError for another shape."""
    _check(value, "$")
    document = cast("dict[str, Any]", value)
    return UsageStatement(
        wall_ms=document["wallMs"],
        fuel=int(document["fuel"]) if "fuel" in document else None,
        asks=document["asks"],
        least_price=int(document["leastPrice"]),
        limit=int(document["limit"]),
        charge=int(document["charge"]),
    )


def _ask(value: object, path: str) -> None:
    amount(value, path)
    if int(str(value)) > _MAX_ASK:
        shape.refuse(path, f"at most {_MAX_ASK}")


_asks = shape.document(
    {},
    {
        **dict.fromkeys(("perRun", "perCoreSecond", "perGiBSecond", "perGigaFuel"), _ask),
        "models": shape.mapping(blob_digest, _ask, most=64),
    },
)
_check = shape.document(
    {
        "version": shape.one_of(1),
        "wallMs": shape.integer(),
        "asks": _asks,
        "leastPrice": amount,
        "limit": amount,
        "charge": amount,
    },
    {"fuel": uint64_text},
)
