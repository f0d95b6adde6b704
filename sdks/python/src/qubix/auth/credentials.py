"""What says who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..flow.effects import Flow

if TYPE_CHECKING:
    from ..transport.hub import Hub


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A request that somebody must answer for."""

    method: str
    url: str
    body_digest: str
    """SHA-256 of the body, hex; of a blob the digest in its address."""


class Credentials(Protocol):
    """Makes Authorization headers. What it holds is secret and stands in no repr."""

    def authorization(self, hub: Hub, request: Unsigned) -> Flow[str | None]:
        """The header for one request; None where nobody can answer for it."""
        ...

    def renew(self, hub: Hub, refused: str) -> Flow[bool]:
        """After the hub refused a header as too old. True when the next one will be another."""
        ...
