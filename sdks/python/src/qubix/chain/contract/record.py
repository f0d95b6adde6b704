"""Structs of the contract as dataclasses. Each field is annotated with where it lies."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar, get_type_hints

from qubix.errors import QubixError

from .codec import At, refuse

R = TypeVar("R", bound="Record")
Answer = TypeVar("Answer", bound="Record")


@dataclass(frozen=True, kw_only=True)
class Record:
    """A struct."""

    SIZE: ClassVar[int]

    def encode(self) -> bytes:
        """The bytes as the contract reads them. Raises QubixError BAD_VALUE naming the field that doesn't fit."""
        buffer = bytearray(self.SIZE)
        _write(self, buffer, 0, type(self).__name__)
        return bytes(buffer)

    @classmethod
    def decode(cls: type[R], data: bytes) -> R:
        """The struct in these bytes. Raises QubixError BAD_SIZE unless there are exactly as many as it has."""
        if len(data) != cls.SIZE:
            message = f"A {cls.__name__} has {cls.SIZE} bytes, not {len(data)}: is this the same contract version?"
            raise QubixError("BAD_SIZE", message)
        return _read(cls, data, 0)


@dataclass(frozen=True, kw_only=True)
class Call(Record):
    """What a transaction to the contract carries."""

    PROCEDURE: ClassVar[int]


@dataclass(frozen=True, kw_only=True)
class Question(Record, Generic[Answer]):
    """What a query of the contract carries."""

    FUNCTION: ClassVar[int]
    OUTPUT: ClassVar[type[Any]]


@dataclass(frozen=True)
class Structure:
    """The codec of a struct within another."""

    of: type[Record]

    @property
    def size(self) -> int:
        """Of the whole struct."""
        return self.of.SIZE

    def read(self, data: bytes, at: int) -> Record:
        """The struct at an offset."""
        return _read(self.of, data, at)

    def write(self, buffer: bytearray, at: int, value: Any, path: str) -> None:
        """Refuses what is another struct."""
        if not isinstance(value, self.of):
            refuse(path, value, f"a {self.of.__name__}")
        _write(value, buffer, at, path)


def _read(cls: type[R], data: bytes, at: int) -> R:
    return cls(**{name: place.codec.read(data, at + place.offset) for name, place in _layout(cls)})


def _write(record: Record, buffer: bytearray, at: int, path: str) -> None:
    for name, place in _layout(type(record)):
        place.codec.write(buffer, at + place.offset, getattr(record, name), f"{path}.{name}")


@cache
def _layout(cls: type[Record]) -> tuple[tuple[str, At], ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple((field.name, hints[field.name].__metadata__[0]) for field in fields(cls))
