"""What a hub sends, as frozen dataclasses: snake_case names, amounts as `int` QU, times as `datetime`.

Members that this version does not know are kept in `raw`. `tests/test_contract.py` holds each class against the API's
published document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

Qu = Annotated[int, "amount"]
"""An amount of QU. In JSON a decimal string, since numbers of JSON lose digits."""

Count = Annotated[int, "uint64"]
"""A large whole number; a decimal string in JSON too."""

Time = Annotated[datetime, "milliseconds"]
"""A moment, in UTC; milliseconds since 1970 in JSON."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A JSON object of the API. `raw` is the object as it came."""

    raw: Mapping[str, Any] = field(repr=False, compare=False)


def json_name(name: str) -> str:
    """`price_cap` → `priceCap`, `memory_mib` → `memoryMiB`."""
    first, *rest = name.split("_")
    return first + "".join("MiB" if word == "mib" else word.capitalize() for word in rest)
