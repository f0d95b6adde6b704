"""How values lie in the contract's structs. Bytes between fields are zero; numbers are little-endian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, cast

from qubix.errors import QubixError


class Codec(Protocol):
    """Reads and writes one value at an offset. `path` names the value in errors."""

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    def read(self, data: bytes, at: int) -> Any:
        """The value at an offset. There are enough bytes."""
        ...

    def write(self, buffer: bytearray, at: int, value: Any, path: str) -> None:
        """Raises QubixError BAD_VALUE for a value that doesn't fit."""
        ...


@dataclass(frozen=True)
class At:
    """Where a field lies, and how."""

    offset: int
    codec: Codec


@dataclass(frozen=True)
class Integer:
    """A whole number."""

    size: int
    signed: bool

    def read(self, data: bytes, at: int) -> int:
        """The number."""
        return int.from_bytes(data[at : at + self.size], "little", signed=self.signed)

    def write(self, buffer: bytearray, at: int, value: Any, path: str) -> None:
        """Refuses what is no int, bool included."""
        if type(value) is not int:
            refuse(path, value, "an integer")
        try:
            buffer[at : at + self.size] = value.to_bytes(self.size, "little", signed=self.signed)
        except OverflowError:
            kind = "a signed" if self.signed else "an unsigned"
            refuse(path, value, f"{kind} number of {8 * self.size} bits")


@dataclass(frozen=True)
class Bytes:
    """Raw bytes: an id, which must be whole, or a buffer, which may be given shorter and is filled up with zeros."""

    size: int
    whole: bool = False

    def read(self, data: bytes, at: int) -> bytes:
        """All bytes, the zeros included."""
        return data[at : at + self.size]

    def write(self, buffer: bytearray, at: int, value: Any, path: str) -> None:
        """Refuses another length."""
        if not isinstance(value, bytes) or len(value) > self.size or (self.whole and len(value) != self.size):
            refuse(path, value, f"{'' if self.whole else 'at most '}{self.size} bytes")
        buffer[at : at + len(value)] = value


@dataclass(frozen=True)
class Repeated:
    """A fixed number of values. Zero means something in most of them (slot 0), so that none may be missing."""

    of: Codec
    length: int

    @property
    def size(self) -> int:
        """Of all together."""
        return self.of.size * self.length

    def read(self, data: bytes, at: int) -> tuple[Any, ...]:
        """All of them."""
        return tuple(self.of.read(data, at + i * self.of.size) for i in range(self.length))

    def write(self, buffer: bytearray, at: int, value: Any, path: str) -> None:
        """Refuses another number of values."""
        items = _items(value)
        if len(items) != self.length:
            refuse(path, value, f"{self.length} values")
        for i, item in enumerate(items):
            self.of.write(buffer, at + i * self.of.size, item, f"{path}[{i}]")


def _items(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, tuple | list) else ()


def refuse(path: str, value: object, wanted: str) -> NoReturn:
    """Raises the error that names a value."""
    given = f"{len(value)} bytes" if isinstance(value, bytes) else f"{value!r:.60}"
    raise QubixError("BAD_VALUE", f"{path} must be {wanted}, not {given}.", details={"path": path})


U8, U16, U32, U64, U128 = (Integer(size, signed=False) for size in (1, 2, 4, 8, 16))
S32, S64 = Integer(4, signed=True), Integer(8, signed=True)
ID = Bytes(32, whole=True)
