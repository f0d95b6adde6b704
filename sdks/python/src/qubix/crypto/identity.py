"""Identities: 32 bytes as letters, with a checksum."""

from __future__ import annotations

import re
import struct

from qubix.errors import QubixError

from .check_size import check_size
from .k12 import k12

_IDENTITY = re.compile(r"[A-Z]{60}")
_WORD_LETTERS = 14
_CHECKSUM_LETTERS = 4
_WORDS = struct.Struct("<4Q")


def identity_from_public_key(public_key: bytes) -> str:
    """The 60 capital letters of a public key, or of any 32 bytes.

    Four little-endian words of 14 letters each, base 26, least significant first, then four letters of checksum.
    """
    check_size("A public key", public_key, 32)
    words = _WORDS.unpack(public_key)
    return "".join(_letters(word, _WORD_LETTERS) for word in words) + _checksum(public_key)


def public_key_from_identity(identity: str) -> bytes:
    """The 32 bytes of an identity.

    Raises:
        QubixError: INVALID_IDENTITY for a wrong shape, a number that is too large, or a wrong checksum.
    """
    if not _IDENTITY.fullmatch(identity):
        raise _invalid("An identity is 60 capital letters.", identity)
    words = [_number(identity[at : at + _WORD_LETTERS]) for at in range(0, 4 * _WORD_LETTERS, _WORD_LETTERS)]
    if any(word >> 64 for word in words):
        raise _invalid("The identity encodes a number that is too large; check each letter.", identity)
    public_key = _WORDS.pack(*words)
    if not identity.endswith(_checksum(public_key)):
        raise _invalid("The identity's checksum is wrong; check each letter.", identity)
    return public_key


def contract_public_key(index: int) -> bytes:
    """The id of a contract: its index as the first 64-bit word, the rest zero."""
    if not 0 <= index < 2**32:
        raise QubixError("INVALID_CONTRACT_INDEX", "A contract index is an integer from 0 to 2^32 - 1.")
    return index.to_bytes(32, "little")


def _checksum(public_key: bytes) -> str:
    return _letters(int.from_bytes(k12(public_key, 3), "little") & 0x3FFFF, _CHECKSUM_LETTERS)


def _letters(value: int, count: int) -> str:
    letters: list[str] = []
    for _ in range(count):
        value, digit = divmod(value, 26)
        letters.append(chr(ord("A") + digit))
    return "".join(letters)


def _number(letters: str) -> int:
    value = 0
    for letter in reversed(letters):
        value = value * 26 + ord(letter) - ord("A")
    return value


def _invalid(message: str, identity: str) -> QubixError:
    return QubixError("INVALID_IDENTITY", message, details={"identity": identity[:100]})
