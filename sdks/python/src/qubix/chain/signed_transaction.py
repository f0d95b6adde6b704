"""Transactions: one is executed only in the tick that it names."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cached_property

from qubix.crypto import KeyPair, identity_from_public_key, k12, public_key_from_identity, sign, verify
from qubix.errors import QubixError

MAX_INPUT_SIZE = 1024
MAX_AMOUNT = 10**15
"""Most QU that one transaction may move."""

_HEADER = struct.Struct("<32s32sqIHH")
_SIGNATURE_SIZE = 64
_ID = re.compile(r"[a-z]{60}")


@dataclass(frozen=True)
class SignedTransaction:
    """A signed transaction. Amount in QU; keys are 32 bytes."""

    source: bytes
    destination: bytes
    amount: int
    tick: int
    input_type: int
    """What the destination contract should do; 0 for a plain transfer."""
    payload: bytes
    """What the destination is given; up to 1024 bytes."""
    encoded: bytes
    """The whole transaction as it is on the wire."""

    @property
    def signature(self) -> bytes:
        """The last 64 bytes."""
        return self.encoded[-_SIGNATURE_SIZE:]

    @cached_property
    def digest(self) -> bytes:
        """K12 of the whole."""
        return k12(self.encoded)

    @property
    def id(self) -> str:
        """The digest as 60 lower-case letters."""
        return transaction_id(self.digest)


def sign_transaction(
    key_pair: KeyPair, *, destination: bytes, amount: int, tick: int, input_type: int = 0, payload: bytes = b""
) -> SignedTransaction:
    """Signs a transaction with its sender's key.

    Raises:
        QubixError: OUT_OF_RANGE for what doesn't fit.
    """
    _check("The amount", amount, MAX_AMOUNT)
    _check("The tick", tick, 2**32 - 1)
    _check("The input type", input_type, 2**16 - 1)
    _check("The input's size", len(payload), MAX_INPUT_SIZE)
    if len(destination) != 32:
        raise QubixError("OUT_OF_RANGE", f"A destination has 32 bytes, not {len(destination)}.")
    source = key_pair.public_key
    unsigned = _HEADER.pack(source, destination, amount, tick, input_type, len(payload)) + payload
    encoded = unsigned + sign(key_pair, k12(unsigned))
    return SignedTransaction(source, destination, amount, tick, input_type, payload, encoded)


def parse_transaction(encoded: bytes) -> SignedTransaction:
    """Reads a transaction strictly: sizes and amount are checked, nothing may follow. The signature isn't verified.

    Raises:
        QubixError: MALFORMED.
    """
    if len(encoded) < _HEADER.size + _SIGNATURE_SIZE:
        raise QubixError("MALFORMED", f"A transaction of {len(encoded)} bytes can't be.")
    source, destination, amount, tick, input_type, size = _HEADER.unpack_from(encoded)
    if not 0 <= amount <= MAX_AMOUNT or size > MAX_INPUT_SIZE:
        raise QubixError("MALFORMED", f"A transaction of {amount} QU with {size} bytes of input can't be.")
    if len(encoded) != _HEADER.size + size + _SIGNATURE_SIZE:
        raise QubixError("MALFORMED", f"A transaction says it has {size} bytes of input, but has other ones.")
    payload = encoded[_HEADER.size : _HEADER.size + size]
    return SignedTransaction(source, destination, amount, tick, input_type, payload, encoded)


def verify_transaction(transaction: SignedTransaction) -> bool:
    """Whether its source has signed it."""
    return verify(transaction.source, k12(transaction.encoded[:-_SIGNATURE_SIZE]), transaction.signature)


def transaction_id(digest: bytes) -> str:
    """A digest as 60 lower-case letters: an identity's encoding, checksum included."""
    return identity_from_public_key(digest).lower()


def digest_from_transaction_id(text: str) -> bytes:
    """Raises QubixError MALFORMED or INVALID_IDENTITY where letters or checksum are wrong."""
    if not _ID.fullmatch(text):
        raise QubixError("MALFORMED", "A transaction id has 60 lower-case letters.")
    return public_key_from_identity(text.upper())


def _check(what: str, value: int, most: int) -> None:
    if not 0 <= value <= most:
        raise QubixError("OUT_OF_RANGE", f"{what} is a whole number from 0 to {most}, not {value}.")
