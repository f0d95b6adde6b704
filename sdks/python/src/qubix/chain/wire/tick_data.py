"""What the leader of a tick puts into it (message 8)."""

from __future__ import annotations

from dataclasses import dataclass

from .byte_reader import ByteReader

TRANSACTIONS_PER_TICK = 4096
_CONTRACTS = 1024
_DIGEST = 32
_EMPTY = bytes(_DIGEST)


@dataclass(frozen=True)
class TickData:
    """A tick's list of transactions, signed by its leader. The signature isn't verified here."""

    computor_index: int
    epoch: int
    tick: int
    transaction_digests: tuple[bytes, ...]
    """In their order, gaps left out."""
    unsigned: bytes
    """The bytes that the leader signs, but for the mask that `tick_data_digest` applies."""
    signature: bytes


def decode_tick_data(payload: bytes) -> TickData:
    """Raises NodeError MALFORMED."""
    reader = ByteReader(payload, "tick data")
    computor_index, epoch, tick = reader.unsigned(2), reader.unsigned(2), reader.unsigned(4)
    reader.take(8 + 32)  # time, timelock
    digests = reader.take(_DIGEST * TRANSACTIONS_PER_TICK)
    reader.take(8 * _CONTRACTS)
    signature = reader.take(64)
    reader.end()
    each = (digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST))
    present = tuple(digest for digest in each if digest != _EMPTY)
    return TickData(computor_index, epoch, tick, present, payload[:-64], signature)
