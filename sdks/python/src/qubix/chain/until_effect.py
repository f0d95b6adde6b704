"""Waiting for what a call should change."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from .errors import NoEffectError
from .node.conversation import Conversation, pause

T = TypeVar("T")

_TIMEOUT = 10.0
_POLL = 0.05


def until_effect(what: str, find: Callable[[], Conversation[T | None]]) -> Conversation[T]:
    """Asks until `find` gives something. Raises NoEffectError after ten seconds."""
    deadline = time.monotonic() + _TIMEOUT
    while time.monotonic() < deadline:
        found = yield from find()
        if found is not None:
            return found
        yield from pause(_POLL)
    raise NoEffectError(what)
