"""A request before it is sent and an answer after it was read: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request. Headers may hold credentials, so they are in no repr."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: bytes | None = field(default=None, repr=False)
    timeout: float = 30.0
    """Seconds for the whole answer; of an opened body for each piece."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)

    @property
    def ok(self) -> bool:
        """Whether it is what was asked for. Redirections are not: a hub has none, and they could lead anywhere."""
        return 200 <= self.status < 300
