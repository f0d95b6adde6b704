"""Where a node is (message 28)."""

from __future__ import annotations

from dataclasses import dataclass

from .byte_reader import ByteReader


@dataclass(frozen=True)
class TickInfo:
    """All zero while the node doesn't know its epoch's computors."""

    tick: int
    epoch: int
    tick_duration: int
    """Milliseconds that the current tick has taken so far."""
    initial_tick: int
    """First tick of the epoch, or of the node's run."""
    aligned: int
    """Votes for the current tick that agree with the node."""
    misaligned: int


def decode_tick_info(payload: bytes) -> TickInfo:
    """Raises NodeError MALFORMED."""
    reader = ByteReader(payload, "tick info")
    tick_duration, epoch = reader.unsigned(2), reader.unsigned(2)
    tick = reader.unsigned(4)
    aligned, misaligned = reader.unsigned(2), reader.unsigned(2)
    initial_tick = reader.unsigned(4)
    reader.end()
    return TickInfo(tick, epoch, tick_duration, initial_tick, aligned, misaligned)
