"""The base of all errors of this package."""

from __future__ import annotations

from collections.abc import Mapping


class QubixError(Exception):
    """What this package raises. `code` is stable and meant for programs; the message says what to do.

    Nothing secret ever gets into a message or into `details`.
    """

    def __init__(self, code: str, message: str, *, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details: dict[str, object] = dict(details or {})
