"""The connection to a node, apart from sockets: when to connect, what to send, when to give up.

A generator again: it yields what is to be done to a socket, is sent what was received, and is thrown OSError.
"""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from qubix.chain.errors import NodeError
from qubix.chain.wire.message import FrameReader, Message, MessageType, random_dejavu

from .conversation import NodeRequest, Pause, unexpected

T = TypeVar("T")


@dataclass(frozen=True)
class Open:
    """Connect anew, within so many seconds. What was open is closed."""

    seconds: float


@dataclass(frozen=True)
class Write:
    """Send these bytes."""

    data: bytes
    seconds: float


@dataclass(frozen=True)
class Read:
    """Receive some bytes; none when the other side has closed."""

    seconds: float


Operations: TypeAlias = Generator[Open | Write | Read | Pause, Any, T]


class _NodeIsBusyError(Exception):
    pass


class Line:
    """What is known about the connection to one node. One request at a time."""

    def __init__(self, where: str, timeout: float) -> None:
        self._where = where
        self._timeout = timeout
        self._frames: FrameReader | None = None

    def lost(self) -> None:
        """The connection is gone, or in the middle of something."""
        self._frames = None

    def answer(self, request: NodeRequest[T]) -> Operations[T]:
        """Asks until there is an answer.

        What a node leaves unanswered for half of the time allowed is asked again on a new connection, since this one
        may be dead without knowing it. Everything that can be asked may be asked twice.

        Raises:
            NodeError: TIMEOUT, or what the answer's reader raises.
        """
        deadline = time.monotonic() + self._timeout
        failures = 0
        while True:
            try:
                return (yield from self._attempt(request, deadline))
            except _NodeIsBusyError:
                why = "it is busy"
            except OSError as error:
                why = str(error) or type(error).__name__
                self.lost()
            delay = _backoff(failures)
            failures += 1
            if time.monotonic() + delay >= deadline:
                message = f"No answer from {self._where} within {self._timeout:g} s: {why}. Is the node up?"
                raise NodeError("TIMEOUT", message)
            yield Pause(delay)

    def _attempt(self, request: NodeRequest[T], deadline: float) -> Operations[T]:
        until = min(deadline, time.monotonic() + self._timeout / 2)
        if self._frames is None:
            yield Open(_left(until))
            self._frames = FrameReader()
        dejavu = random_dejavu()
        yield Write(request.before + Message(request.type, dejavu, request.payload).encode(), _left(until))
        messages: list[Message] = []
        while True:
            data: bytes = yield Read(_left(until))
            if not data:
                raise ConnectionError("the node closed the connection")
            if _collect(request, dejavu, _cut(self._frames, data), messages):
                return request.read(messages)


def _cut(frames: FrameReader, data: bytes) -> list[Message]:
    try:
        return frames.push(data)
    except NodeError as error:
        raise ConnectionError(error.message) from error


def _collect(request: NodeRequest[Any], dejavu: int, received: list[Message], messages: list[Message]) -> bool:
    """Keeps what answers this request, and says whether that is all. Greetings, gossip, late answers are left out."""
    for message in received:
        if message.dejavu != dejavu:
            continue
        if message.type == MessageType.TRY_AGAIN:
            raise _NodeIsBusyError
        if request.most > 1 and message.type == MessageType.END_RESPONSE:
            return True
        messages.append(message)
        if request.most == 1:
            return True
        if len(messages) > request.most:
            raise unexpected(f"more than {request.most} messages")
    return False


def _left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the node is silent")
    return seconds


def _backoff(failures: int) -> float:
    """Seconds, doubling from 50 ms to 5 s and spread by half, so that many clients don't all come back at once."""
    return min(0.05 * 2.0 ** min(failures, 10), 5.0) * random.uniform(0.5, 1.0)
