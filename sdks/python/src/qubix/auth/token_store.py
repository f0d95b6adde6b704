"""Where a session's tokens are kept. A refresh token is good once, so whoever shares a store takes turns."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from ..documents.account import Tokens
from ..documents.decode import decode
from ..errors import BadAnswerError

_STALE_SECONDS = 60
"""A lock that is older belongs to a process that died: no refresh takes so long."""


class TokenStore(Protocol):
    """Holds the tokens of one identity at one hub."""

    def load(self) -> Tokens | None:
        """The tokens that are kept."""
        ...

    def save(self, tokens: Tokens | None) -> None:
        """Keeps them, or forgets what was kept."""
        ...

    def lock(self) -> bool:
        """Whether it is one's turn now; if not, ask again soon."""
        ...

    def unlock(self) -> None:
        """Lets the next one have their turn."""
        ...


class MemoryTokens:
    """For one process."""

    def __init__(self) -> None:
        self._tokens: Tokens | None = None
        self._locked = False

    def load(self) -> Tokens | None:
        """The tokens that are kept."""
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        """Keeps them, or forgets what was kept."""
        self._tokens = tokens

    def lock(self) -> bool:
        """Flows of one client may run side by side."""
        free = not self._locked
        self._locked = True
        return free

    def unlock(self) -> None:
        """Lets the next one have their turn."""
        self._locked = False


class FileTokens:
    """In a file that only its owner can read, shared with the command line: same place, same lock."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = file.with_name(f"{file.name}.lock")

    def load(self) -> Tokens | None:
        """The tokens in the file; a damaged one is as good as none."""
        with suppress(OSError, ValueError, BadAnswerError):
            return decode(Tokens, json.loads(self._file.read_bytes()))
        return None

    def save(self, tokens: Tokens | None) -> None:
        """Writes the file whole or not at all."""
        if tokens is None:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf8") as file:
            file.write(f"{json.dumps(dict(tokens.raw))}\n")
        draft.replace(self._file)

    def lock(self) -> bool:
        """Among all processes that use the file."""
        try:
            self._lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self._lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            with suppress(OSError):
                if time.time() - self._lock.stat().st_mtime > _STALE_SECONDS:
                    self._lock.unlink()
            return False
        return True

    def unlock(self) -> None:
        """Lets the next one have their turn."""
        self._lock.unlink(missing_ok=True)
