"""Just enough of protobuf to read an ONNX file's inputs and outputs without its weights."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import InputError


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Numbers and values of a message's fields. Nothing is copied: what isn't looked into costs nothing."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield tag >> 3, value
            continue
        if kind == 2:
            length, at = _varint(message, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise _broken()
        if at + length > len(message):
            raise _broken()
        yield tag >> 3, message[at : at + length]
        at += length


def parts(message: memoryview, number: int) -> Iterator[memoryview]:
    """The messages under one number."""
    for found, value in fields(message):
        if found == number and isinstance(value, memoryview):
            yield value


def text(message: memoryview, number: int) -> str:
    """The last text under a number, empty if there is none."""
    found = ""
    for value in parts(message, number):
        found = bytes(value).decode(errors="replace")
    return found


def whole(message: memoryview, number: int) -> int:
    """The last number under a number, 0 if there is none."""
    found = 0
    for at, value in fields(message):
        if at == number and isinstance(value, int):
            found = value
    return found


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise _broken()
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise _broken()


def _broken() -> InputError:
    return InputError("This is no ONNX model: it is cut off or damaged.")
