"""Messages: size (3 bytes, header included), type, dejavu, payload."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum

from qubix.chain.errors import NodeError

HEADER_SIZE = 8
MAX_ANSWER_SIZE = 1 << 20
"""Nothing that a node sends to a client is larger than a tick's data (about 140 kB)."""

_HEADER = struct.Struct("<II")


class MessageType(IntEnum):
    """Types that a client meets."""

    EXCHANGE_PUBLIC_PEERS = 0
    BROADCAST_COMPUTORS = 2
    BROADCAST_TICK_DATA = 8
    REQUEST_COMPUTORS = 11
    REQUEST_TICK_DATA = 16
    BROADCAST_TRANSACTION = 24
    REQUEST_TRANSACTION_INFO = 26
    REQUEST_TICK_INFO = 27
    RESPOND_TICK_INFO = 28
    REQUEST_TICK_TRANSACTIONS = 29
    REQUEST_ENTITY = 31
    RESPOND_ENTITY = 32
    END_RESPONSE = 35
    REQUEST_CONTRACT_FUNCTION = 42
    RESPOND_CONTRACT_FUNCTION = 43
    TRY_AGAIN = 54
    """The node's queue is full: ask again."""


@dataclass(frozen=True)
class Message:
    """One message. `type` may be one that isn't among the types above."""

    type: int
    dejavu: int
    """Random and not zero for a request, repeated by its answers; zero asks the node to spread the message."""
    payload: bytes = b""

    def encode(self) -> bytes:
        """The bytes on the wire."""
        size = HEADER_SIZE + len(self.payload)
        return _HEADER.pack(size | self.type << 24, self.dejavu) + self.payload


def random_dejavu() -> int:
    """For a request: never zero, and another one each time, since nodes drop what is byte for byte a repetition."""
    return secrets.randbelow(2**32 - 1) + 1


class FrameReader:
    """Cuts a stream of bytes into messages, whatever pieces it comes in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def push(self, received: bytes) -> list[Message]:
        """Takes the next bytes and gives the messages that they complete.

        Raises:
            NodeError: MALFORMED for a size that can't be. The stream has lost its frames then: close the connection.
        """
        self._held += received
        messages: list[Message] = []
        at = 0
        while len(self._held) - at >= HEADER_SIZE:
            first, dejavu = _HEADER.unpack_from(self._held, at)
            size = first & 0xFFFFFF
            if not HEADER_SIZE <= size <= MAX_ANSWER_SIZE:
                raise NodeError("MALFORMED", f"The node sent a message of {size} bytes. Is this a Qubic node?")
            if len(self._held) - at < size:
                break
            messages.append(Message(first >> 24, dejavu, bytes(self._held[at + HEADER_SIZE : at + size])))
            at += size
        del self._held[:at]
        return messages
