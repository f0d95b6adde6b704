"""The one way to write a document as JSON: RFC 8785 (JCS), restricted to what every language writes alike."""

from __future__ import annotations

import json
from typing import TypeAlias, cast

from qubix.errors import QubixError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_JSON_DEPTH = 64
"""Deepest nesting of objects and arrays in a document of the protocol."""

MAX_SAFE_INTEGER = 2**53 - 1


def canonical_json(value: object) -> str:
    """Writes a value. Members are sorted by UTF-16 code units; numbers are integers of at most 2^53 - 1 either way.

    Raises:
        QubixError: NOT_CANONICAL with the path of what can't be written: floats, larger numbers, lone surrogates,
            a member called __proto__ (which JavaScript can't hold), and what is no JSON at all.
    """
    return _write(value, "$", 0)


def _write(value: object, path: str, depth: int) -> str:
    if depth > MAX_JSON_DEPTH:
        raise _refuse(path, f"is nested deeper than {MAX_JSON_DEPTH}")
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if type(value) is int:
        return _write_integer(value, path)
    if isinstance(value, str):
        return _write_string(value, path)
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        return f"[{','.join(_write(item, f'{path}[{i}]', depth + 1) for i, item in enumerate(items))}]"
    if isinstance(value, dict):
        return _write_object(cast("dict[object, object]", value), path, depth)
    raise _refuse(path, f"is a {type(value).__name__}: write numbers that are no integers as strings")


def _write_integer(value: int, path: str) -> str:
    if abs(value) > MAX_SAFE_INTEGER:
        raise _refuse(path, "is beyond 2^53 - 1: write it as a string")
    return str(value)


def _write_string(value: str, path: str) -> str:
    if has_lone_surrogate(value):
        raise _refuse(path, "holds a lone surrogate")
    return json.dumps(value, ensure_ascii=False)


def _write_object(value: dict[object, object], path: str, depth: int) -> str:
    members: dict[str, object] = {}
    for key, member in value.items():
        if not isinstance(key, str) or key == "__proto__":
            raise _refuse(path, f"has a member called {key!r:.60}")
        _write_string(key, path)
        members[key] = member
    ordered = sorted(members, key=utf16)
    written = (f"{_write_string(key, path)}:{_write(members[key], f'{path}.{key}', depth + 1)}" for key in ordered)
    return f"{{{','.join(written)}}}"


def utf16(text: str) -> bytes:
    """Sorts as JavaScript compares strings: characters beyond 2^16 come before some below."""
    return text.encode("utf-16-be")


def has_lone_surrogate(text: str) -> bool:
    """Whether half of a surrogate pair stands alone. In Python's strings every surrogate does."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def _refuse(path: str, why: str) -> QubixError:
    return QubixError("NOT_CANONICAL", f"{path} {why}.", details={"path": path})
