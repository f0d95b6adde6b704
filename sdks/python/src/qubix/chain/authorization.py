"""How computors authorize an invocation of Outsourced Computations: by transactions that carry their signatures."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from qubix.crypto import k12, verify

from .signed_transaction import SignedTransaction
from .wire.computors import QUORUM, ComputorList

AUTHORIZATION_INPUT_TYPE = 13
_MAX_ITEMS = 9
_HEAD = struct.Struct("<HH")
_ITEM = struct.Struct("<qHHI32s64s")
_MESSAGE = struct.Struct("<13sHHq32s")
_NOBODY = bytes(32)


@dataclass(frozen=True)
class Invocation:
    """A request that a contract has made."""

    invocation_id: int
    """tick << 31 | index within the tick"""
    epoch: int
    interface_index: int
    request: bytes

    @property
    def digest(self) -> bytes:
        """What a computor signs to authorize it."""
        place = self.epoch, self.interface_index, self.invocation_id
        return k12(_MESSAGE.pack(b"QUBIC_OC_AUTH", *place, k12(self.request)))


class Authorization:
    """Counts who has signed an invocation: give it the transactions of the ticks after it, until it is complete."""

    def __init__(self, invocation: Invocation, computors: ComputorList) -> None:
        self._digest = invocation.digest
        place = invocation.invocation_id, invocation.interface_index, invocation.epoch
        self._wanted = (*place, k12(invocation.request))
        same_epoch = invocation.epoch == computors.epoch
        self._waiting: set[bytes] = set(computors.public_keys) if same_epoch else set()
        self.signatures = 0
        """Valid ones of distinct computors. No more are counted than are needed."""

    @property
    def is_complete(self) -> bool:
        """Whether a quorum has signed."""
        return self.signatures >= QUORUM

    def add(self, transaction: SignedTransaction) -> None:
        """Takes a transaction of any kind; what doesn't authorize this invocation is left out."""
        computor = transaction.source
        if computor not in self._waiting or self.is_complete:
            return
        signature = self._signature_in(transaction)
        if signature is not None and verify(computor, self._digest, signature):
            self._waiting.remove(computor)
            self.signatures += 1

    def _signature_in(self, transaction: SignedTransaction) -> bytes | None:
        payload = transaction.payload
        if transaction.input_type != AUTHORIZATION_INPUT_TYPE or transaction.destination != _NOBODY:
            return None
        count = _HEAD.unpack_from(payload)[0] if len(payload) >= _HEAD.size else 0
        if not 1 <= count <= _MAX_ITEMS or len(payload) != _HEAD.size + count * _ITEM.size:
            return None
        items = _ITEM.iter_unpack(payload[_HEAD.size :])
        mine = (item[5] for item in items if (item[0], item[1], item[2], item[4]) == self._wanted)
        return next(mine, None)
