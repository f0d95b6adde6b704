"""The computors of an epoch (message 2), signed by the network's arbitrator."""

from __future__ import annotations

from dataclasses import dataclass

from .byte_reader import ByteReader

NUMBER_OF_COMPUTORS = 676
QUORUM = 451
"""Votes or signatures that make something true on the network."""


@dataclass(frozen=True)
class ComputorList:
    """676 keys; a computor's index is its place. The signature isn't verified here."""

    epoch: int
    public_keys: tuple[bytes, ...]
    unsigned: bytes
    """What the arbitrator signs the digest of."""
    signature: bytes


def decode_computor_list(payload: bytes) -> ComputorList:
    """Raises NodeError MALFORMED."""
    reader = ByteReader(payload, "computor list")
    epoch = reader.unsigned(2)
    public_keys = tuple(reader.take(32) for _ in range(NUMBER_OF_COMPUTORS))
    signature = reader.take(64)
    reader.end()
    return ComputorList(epoch, public_keys, payload[:-64], signature)
