"""Nonces of the contract's calls."""

from __future__ import annotations

import threading
import time


class _Nonces:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        with self._lock:
            self._last = max(time.time_ns() // 1000, self._last + 1)
            return self._last


_nonces = _Nonces()


def fresh_nonce() -> int:
    """A nonce for one intent: the time in microseconds, never the same twice and always higher than before."""
    return _nonces.next()
