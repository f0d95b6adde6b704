"""What is said to a node, apart from how: generators that yield what they need, and that clients carry out.

So that nothing has to be written twice, for programs that wait and for programs that await.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from qubix.chain.errors import NodeError
from qubix.chain.wire.message import Message, MessageType

T = TypeVar("T")


@dataclass(frozen=True)
class NodeRequest(Generic[T]):
    """One question, and how to read the answer."""

    type: int
    payload: bytes
    read: Callable[[list[Message]], T]
    """Makes something of the answers. Raises NodeError for nonsense."""
    before: bytes = b""
    """A message that nodes don't answer, sent ahead on the same connection."""
    most: int = 1
    """How many answers may come. Where it's more than one, another message says that there are no more."""


@dataclass(frozen=True)
class Pause:
    """Time to let pass."""

    seconds: float


Conversation: TypeAlias = Generator["NodeRequest[Any] | Pause", Any, T]
"""Yields requests and pauses, is sent the answers, and returns what came of it."""


def ask(request: NodeRequest[T]) -> Conversation[T]:
    """One request as a conversation."""
    answer: T = yield request
    return answer


def pause(seconds: float) -> Conversation[None]:
    """Lets time pass."""
    yield Pause(seconds)


def only_answer(messages: list[Message], wanted: MessageType) -> bytes | None:
    """The payload of a single answer; None when the node has nothing to say. Raises NodeError UNEXPECTED_ANSWER."""
    message = messages[0]
    if message.type == MessageType.END_RESPONSE:
        return None
    if message.type != wanted:
        raise unexpected(f"a message of type {message.type}")
    return message.payload


def unexpected(what: str) -> NodeError:
    """The error for an answer that can't be one."""
    return NodeError("UNEXPECTED_ANSWER", f"The node answered with {what}. Is this a Qubic node of this network?")
