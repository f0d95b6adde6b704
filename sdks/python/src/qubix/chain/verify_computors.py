"""What the computors of an epoch have signed."""

from __future__ import annotations

from qubix.crypto import k12, verify

from .wire.computors import NUMBER_OF_COMPUTORS, ComputorList
from .wire.message import MessageType
from .wire.tick_data import TickData

_NO_KEY = bytes(32)


def verify_computor_list(computors: ComputorList, arbitrator: bytes) -> bool:
    """Whether a list is complete and signed by the network's arbitrator, whose public key must come from elsewhere."""
    if _NO_KEY in computors.public_keys:
        return False
    return verify(arbitrator, k12(computors.unsigned), computors.signature)


def verify_tick_data(data: TickData, computors: ComputorList) -> bool:
    """Whether tick data was made by the leader of its tick, a computor of its epoch."""
    leader = data.tick % NUMBER_OF_COMPUTORS
    if data.epoch != computors.epoch or data.computor_index != leader:
        return False
    return verify(computors.public_keys[leader], _tick_data_digest(data), data.signature)


def _tick_data_digest(data: TickData) -> bytes:
    """The message type is XORed in, so that nothing else can be meant by the signature."""
    first = data.computor_index ^ MessageType.BROADCAST_TICK_DATA
    return k12(first.to_bytes(2, "little") + data.unsigned[2:])
