"""What a flow can ask of the world.

A *flow* is a generator that says what to do next and is handed the outcome: everything this SDK does is told once, as
flows, and carried out by one of two drivers, blocking or asynchronous. Tests drive flows by hand, without sockets and
clocks."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from ..transport.request import Answer, Request

if TYPE_CHECKING:
    from ..chain import Conversation

T = TypeVar("T")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Send:
    """One request; the answer's body is read up to `limit` bytes. What is longer is refused."""

    request: Request
    limit: int


@dataclass(frozen=True, slots=True)
class Open:
    """One request whose answer's body is read piece by piece, as they come."""

    request: Request


@dataclass(frozen=True, slots=True)
class Read:
    """The next piece of an opened body; empty at its end."""

    body: Body


@dataclass(frozen=True, slots=True)
class Close:
    """An opened body is not read any further. Those that are left open are closed when the flow ends."""

    body: Body


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """A conversation with a node of the network."""

    conversation: Conversation[Any]


@dataclass(frozen=True, slots=True)
class Offload:
    """Work that would hold an event loop: files, passphrases, much arithmetic."""

    work: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Emit(Generic[Item]):
    """An item for whoever iterates over the flow."""

    item: Item


class Body(Protocol):
    """A body that a driver has opened; only the driver knows what it is."""

    @property
    def request(self) -> Request:
        """What it answers."""
        ...

    @property
    def answer(self) -> Answer:
        """Status and headers, without the body."""
        ...


Effect = Send | Open | Read | Close | Sleep | Ask | Offload
Flow = Generator[Effect, Any, T]
Stream = Generator[Effect | Emit[Item], Any, None]


def send(request: Request, limit: int) -> Flow[Answer]:
    """The answer to a request, of whatever status."""
    return cast("Answer", (yield Send(request, limit)))


def open_body(request: Request) -> Flow[Body]:
    """An answer whose body follows by `read`."""
    return cast("Body", (yield Open(request)))


def read(body: Body) -> Flow[bytes]:
    """The next bytes of a body, none at its end."""
    return cast("bytes", (yield Read(body)))


def close(body: Body) -> Flow[None]:
    """Lets a body's connection go."""
    yield Close(body)


def sleep(seconds: float) -> Flow[None]:
    """Nothing for a while."""
    yield Sleep(seconds)


def ask(conversation: Conversation[T]) -> Flow[T]:
    """What a node of the network answers."""
    return cast("T", (yield Ask(conversation)))


def offload(work: Callable[[], T]) -> Flow[T]:
    """What `work` returns, run beside the event loop where there is one."""
    return cast("T", (yield Offload(work)))


def collect(stream: Stream[Item]) -> Flow[list[Item]]:
    """All that a stream emits."""
    items: list[Item] = []
    outcome: object = None
    while True:
        try:
            effect = stream.throw(outcome) if isinstance(outcome, Exception) else stream.send(outcome)
        except StopIteration:
            return items
        outcome = None
        if isinstance(effect, Emit):
            items.append(effect.item)
            continue
        try:
            outcome = yield effect
        except Exception as error:  # it is the stream's to judge
            outcome = error
