"""Checks of what documents of the protocol have in common."""

from __future__ import annotations

from . import shape

hex_32 = shape.pattern(r"[0-9a-f]{64}", "64 lowercase hex digits")
blob_digest = shape.pattern(r"sha256:[0-9a-f]{64}", "sha256: and 64 lowercase hex digits")


def uint64_text(value: object, path: str) -> None:
    """An unsigned 64-bit number as a decimal string."""
    _decimal(value, path, 2**64 - 1)


def amount(value: object, path: str) -> None:
    """QU as a decimal string, at most 2^63 - 1 as on the chain."""
    _decimal(value, path, 2**63 - 1)


def label(most: int) -> shape.Check:
    """A text without control characters, for names."""
    return shape.text(least=1, most=most, fits=_is_printable, wanted="a text without control characters")


def relative_path(value: object, path: str) -> None:
    """A path with forward slashes that can't leave its folder."""
    _path_text(value, path)


def _is_safe_path(path: str) -> bool:
    return _is_printable(path) and "\\" not in path and not {"", ".", ".."} & set(path.split("/"))


def _is_printable(text: str) -> bool:
    return not any(character < " " or character == "\x7f" for character in text)


_path_text = shape.text(least=1, most=255, fits=_is_safe_path, wanted="a relative path without '..'")
_decimal_text = shape.pattern(r"0|[1-9][0-9]{0,19}", "a decimal number as a string, without sign or leading zeros")


def _decimal(value: object, path: str, most: int) -> None:
    _decimal_text(value, path)
    if int(str(value)) > most:
        shape.refuse(path, f"at most {most}")
