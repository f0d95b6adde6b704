"""Reads a WebAssembly binary."""

from __future__ import annotations

from typing import NoReturn

from qubix.errors import QubixError


class ByteReader:
    """Walks through a module or one of its sections. Raises QubixError INVALID_MODULE at a premature end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes there still are."""
        return len(self._data) - self._at

    def byte(self) -> int:
        """The next one."""
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        """The next so many."""
        if count > self.left:
            refuse("the module ends in the middle of an item")
        self._at += count
        return self._data[self._at - count : self._at]

    def u32(self) -> int:
        """Unsigned LEB128 of at most 32 bits."""
        result = 0
        for shift in range(0, 35, 7):
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            if byte < 0x80 and result < 2**32:
                return result
        refuse("a number is longer than 32 bits")

    def count(self) -> int:
        """A list's length, checked against what the remaining bytes can hold."""
        count = self.u32()
        if count > self.left:
            refuse("a list is longer than the module")
        return count

    def name(self) -> str:
        """A text."""
        return self.take(self.count()).decode("utf-8", "replace")


def refuse(why: str) -> NoReturn:
    """Raises the error that says why a module can't be run."""
    what_to_do = "Build a WASI preview 1 command, for example with clang --target=wasm32-wasip1."
    raise QubixError("INVALID_MODULE", f"The program can't be run: {why}. {what_to_do}", details={"reason": why})
