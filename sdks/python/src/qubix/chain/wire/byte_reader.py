"""Reads numbers and bytes that came from outside."""

from __future__ import annotations

from qubix.chain.errors import NodeError


class ByteReader:
    """Walks through a message. Numbers are little-endian. Raises NodeError MALFORMED where bytes are missing."""

    def __init__(self, data: bytes, what: str) -> None:
        self._data = data
        self._what = what
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        end = self._at + size
        if end > len(self._data):
            raise NodeError("MALFORMED", f"{self._what}: {end - len(self._data)} bytes are missing.")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def unsigned(self, size: int) -> int:
        """The next number of `size` bytes, from 0 up."""
        return int.from_bytes(self.take(size), "little")

    def signed(self, size: int) -> int:
        """The next number of `size` bytes, in two's complement."""
        return int.from_bytes(self.take(size), "little", signed=True)

    def end(self) -> None:
        """Nothing may follow."""
        rest = len(self._data) - self._at
        if rest:
            raise NodeError("MALFORMED", f"{self._what}: {rest} bytes too many.")
