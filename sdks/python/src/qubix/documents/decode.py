"""From JSON to documents. Everything that came from outside is checked here, once, by the types of the classes."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ..errors import BadAnswerError
from .document import Document, json_name

T = TypeVar("T")

_PLAIN: dict[Any, str] = {int: "a whole number", str: "text", bool: "true or false", float: "a number"}
_LARGEST = 2**64
_LATEST_MS = 253_402_300_799_999


def decode(kind: type[T], value: object, where: str = "answer") -> T:
    """The value as `kind`, or BadAnswerError naming the member that does not fit."""
    return cast("T", _decode(kind, value, where))


@functools.cache
def members(kind: type[Document]) -> dict[str, tuple[str, Any, bool]]:
    """Of each member of a document: its name in JSON, its type, whether it must be there."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        one.name: (json_name(one.name), hints[one.name], one.default is dataclasses.MISSING)
        for one in dataclasses.fields(kind)
        if one.name != "raw"
    }


def _decode(kind: Any, value: object, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Document):
        return _document(kind, value, where)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not types.NoneType]
        return _either(inner, value, where)
    if origin is Annotated:
        base, what = get_args(kind)[:2]
        return _moment(value, where) if base is datetime else _whole(value, where, what)
    if origin is tuple:
        if not isinstance(value, list):
            raise _misfit(where, "a list")
        items = cast("list[object]", value)
        return tuple(_decode(get_args(kind)[0], item, f"{where}[{at}]") for at, item in enumerate(items))
    if origin is Mapping:
        inner = get_args(kind)[1]
        return {name: _decode(inner, item, f"{where}.{name}") for name, item in _object(value, where).items()}
    return _plain(kind, value, where)


def _document(kind: type[Document], value: object, where: str) -> Document:
    raw = _object(value, where)
    found: dict[str, Any] = {}
    for name, (json, inner, required) in members(kind).items():
        if raw.get(json) is not None:
            found[name] = _decode(inner, raw[json], f"{where}.{json}")
        elif required:
            raise BadAnswerError(f"{where}.{json} is missing")
    return kind(raw=raw, **found)


def _either(kinds: list[Any], value: object, where: str) -> Any:
    for kind in kinds[:-1]:
        try:
            return _decode(kind, value, where)
        except BadAnswerError:
            continue
    return _decode(kinds[-1], value, where)


def _plain(kind: Any, value: object, where: str) -> object:
    if kind is Any:
        return value
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    raise _misfit(where, _PLAIN.get(kind, "what it should be"))


def _object(value: object, where: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value)
    raise _misfit(where, "an object")


def _whole(value: object, where: str, what: str) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20 and int(value) < _LARGEST:
        return int(value)
    raise _misfit(where, f"a decimal string ({what})")


def _moment(value: object, where: str) -> datetime:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LATEST_MS:
        return datetime.fromtimestamp(value // 1000, timezone.utc).replace(microsecond=value % 1000 * 1000)
    raise _misfit(where, "a time")


def _misfit(where: str, what: str) -> BadAnswerError:
    return BadAnswerError(f"{where} is not {what}")
