"""A program's key, `qbx_…`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import ConfigError
from ..flow.effects import Flow
from .credentials import Unsigned

if TYPE_CHECKING:
    from ..transport.hub import Hub


class ApiKeyCredentials:
    """Sends an API key. It does what its scopes name, and moves no money."""

    def __init__(self, key: str) -> None:
        if not re.fullmatch(r"qbx_[0-9a-f]{16}_[0-9a-f]{64}", key):
            raise ConfigError("INVALID_API_KEY", "The API key is malformed: it is qbx_, 16 hex digits, _, and 64 more.")
        self._header = f"Bearer {key}"

    def authorization(self, hub: Hub, request: Unsigned) -> Flow[str | None]:
        """The same header each time."""
        yield from ()
        return self._header

    def renew(self, hub: Hub, refused: str) -> Flow[bool]:
        """An API key stays what it is."""
        yield from ()
        return False
