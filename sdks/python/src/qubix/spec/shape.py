"""Checks of documents' shapes. A check takes a value and its path, and raises QubixError naming both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeAlias, cast

from qubix.errors import QubixError

from .canonical_json import MAX_SAFE_INTEGER

Check: TypeAlias = Callable[[object, str], None]


def refuse(path: str, wanted: str) -> NoReturn:
    """Raises the error that says what should have been there."""
    raise QubixError("INVALID_SPEC", f"{path} must be {wanted}.", details={"path": path})


def integer(low: int = 0, high: int = MAX_SAFE_INTEGER) -> Check:
    """A whole number within bounds."""

    def check(value: object, path: str) -> None:
        if type(value) is not int or not low <= value <= high:
            refuse(path, f"a whole number from {low} to {high}")

    return check


def text(*, most: int, least: int = 0, fits: Callable[[str], bool] | None = None, wanted: str = "a text") -> Check:
    """A string of so many code points, which is how hubs count too."""

    def check(value: object, path: str) -> None:
        if not isinstance(value, str) or not least <= len(value) <= most or (fits and not fits(value)):
            refuse(path, f"{wanted} of {least} to {most} characters")

    return check


def pattern(expression: str, wanted: str) -> Check:
    """A string that the expression matches as a whole."""
    compiled = re.compile(expression)

    def check(value: object, path: str) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            refuse(path, wanted)

    return check


def one_of(*values: object) -> Check:
    """One of these, of the same type."""

    def check(value: object, path: str) -> None:
        if not any(type(value) is type(allowed) and value == allowed for allowed in values):
            refuse(path, " or ".join(repr(allowed) for allowed in values))

    return check


def array(item: Check, *, most: int, least: int = 0) -> Check:
    """A list."""

    def check(value: object, path: str) -> None:
        if not isinstance(value, list) or not least <= len(cast("list[object]", value)) <= most:
            refuse(path, f"a list of {least} to {most}")
        for i, entry in enumerate(cast("list[object]", value)):
            item(entry, f"{path}[{i}]")

    return check


def mapping(key: Check, item: Check, *, most: int) -> Check:
    """An object with names that aren't known beforehand."""

    def check(value: object, path: str) -> None:
        members = _object(value, path)
        if len(members) > most:
            refuse(path, f"an object of at most {most} members")
        for name, member in members.items():
            key(name, f"the name {name[:60]!r} in {path}")
            item(member, f"{path}.{name}")

    return check


def document(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *, may_grow: bool = False
) -> Check:
    """An object with these members, and no others unless later versions may add some."""
    known = {**required, **(optional or {})}

    def check(value: object, path: str) -> None:
        members = _object(value, path)
        for name in required:
            if name not in members:
                refuse(f"{path}.{name}", "there")
        for name, member in members.items():
            if name in known:
                known[name](member, f"{path}.{name}")
            elif not may_grow:
                refuse(f"{path}.{name[:60]}", "left out: it is unknown here")

    return check


def _object(value: object, path: str) -> dict[str, object]:
    if not isinstance(value, dict):
        refuse(path, "an object")
    return cast("dict[str, object]", value)
