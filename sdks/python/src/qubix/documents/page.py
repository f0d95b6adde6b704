"""Lists, and answers of a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .document import Document


@dataclass(frozen=True, kw_only=True)
class Items(Document):
    """A whole list; its items are decoded by whoever knows what they are."""

    items: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Page(Items):
    """A page of a list."""

    cursor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Stored(Document):
    """Bytes that a hub has taken."""

    digest: str
    size: int


@dataclass(frozen=True, kw_only=True)
class PartStored(Document):
    """A part that a hub has taken."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Deleted(Document):
    """Whether something was there to be deleted."""

    deleted: bool


@dataclass(frozen=True, kw_only=True)
class Accepted(Document):
    """Whether the hub will do it."""

    accepted: bool
