"""Reads JSON as strictly as `canonical_json` writes it."""

from __future__ import annotations

import json
import re
from typing import NoReturn, cast

from qubix.errors import QubixError

from .canonical_json import MAX_JSON_DEPTH, MAX_SAFE_INTEGER, Json, has_lone_surrogate

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")


def parse_json(source: bytes | str, max_bytes: int) -> Json:
    """Reads a document that came from outside.

    UTF-8 without a byte order mark, no duplicate members, no lone surrogates, numbers only as safe integers written
    without fraction or exponent (so 1.0, -0 and 1e3 are refused). White space and the order of members are free.

    Raises:
        QubixError: JSON_TOO_LARGE (before anything is parsed), BAD_JSON.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > max_bytes:
        raise QubixError("JSON_TOO_LARGE", f"The document has {len(data)} bytes, the limit is {max_bytes}.")
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_members,
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError) as error:
        raise _bad(str(error) if isinstance(error, json.JSONDecodeError) else "it is not UTF-8") from error
    _check(value, 0)
    return cast("Json", value)


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _bad("it has a member twice")
    if "__proto__" in members:
        raise _bad("it has a member called __proto__")
    return members


def _integer(token: str) -> int:
    if not _INTEGER.fullmatch(token) or abs(int(token)) > MAX_SAFE_INTEGER:
        _no_number(token)
    return int(token)


def _no_number(token: str) -> NoReturn:
    raise _bad(f"{token[:40]}: numbers are plain integers of at most 2^53 - 1; write others as strings")


def _check(value: object, depth: int) -> None:
    if depth > MAX_JSON_DEPTH:
        raise _bad(f"it is nested deeper than {MAX_JSON_DEPTH}")
    if isinstance(value, str):
        if has_lone_surrogate(value):
            raise _bad("it holds a lone surrogate")
    elif isinstance(value, dict):
        for key, member in cast("dict[str, object]", value).items():
            _check(key, depth)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            _check(item, depth + 1)


def _bad(what: str) -> QubixError:
    return QubixError("BAD_JSON", f"The document can't be read: {what}.")
