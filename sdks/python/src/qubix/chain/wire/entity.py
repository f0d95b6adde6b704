"""What a node's spectrum holds about an identity (message 32)."""

from __future__ import annotations

from dataclasses import dataclass

from .byte_reader import ByteReader

_SPECTRUM_DEPTH = 24


@dataclass(frozen=True)
class Entity:
    """Balance and counters of an identity; all zero for one that the node doesn't know. Amounts in QU."""

    public_key: bytes
    incoming: int
    outgoing: int
    incoming_transfers: int
    outgoing_transfers: int
    latest_incoming_tick: int
    latest_outgoing_tick: int
    tick: int
    """The node's tick when it answered."""

    @property
    def balance(self) -> int:
        """QU that the identity can spend."""
        return self.incoming - self.outgoing


def decode_entity(payload: bytes) -> Entity:
    """Raises NodeError MALFORMED. The proof in the spectrum's tree is skipped: nothing signs its root."""
    reader = ByteReader(payload, "entity")
    public_key = reader.take(32)
    incoming, outgoing = reader.signed(8), reader.signed(8)
    counters = [reader.unsigned(4) for _ in range(5)]
    reader.take(4 + 32 * _SPECTRUM_DEPTH)
    reader.end()
    return Entity(public_key, incoming, outgoing, *counters)
