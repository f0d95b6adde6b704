"""Carries flows out and blocks meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from ..chain import NodeClient
from ..transport.request import Answer, Request
from .effects import Ask, Body, Close, Effect, Emit, Flow, Offload, Open, Read, Send, Sleep, Stream
from .step import Done, answer_of, build, check_encoding, check_length, forget, request_of, step, told

T = TypeVar("T")
Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class _Opened:
    request: Request
    response: httpx.Response
    pieces: Iterator[bytes]

    @property
    def answer(self) -> Answer:
        return answer_of(self.response)


class _Bodies:
    """The bodies that a flow has opened. What it leaves open is closed with it, however it ends."""

    def __init__(self) -> None:
        self._open: list[_Opened] = []

    def __enter__(self) -> _Bodies:
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            self.close(self._open[-1])

    def add(self, body: _Opened) -> _Opened:
        self._open.append(body)
        return body

    def find(self, body: Body) -> _Opened:
        assert isinstance(body, _Opened), "a body belongs to the driver that opened it"
        return body

    def close(self, body: _Opened) -> None:
        if body in self._open:
            self._open.remove(body)
        body.response.close()
        forget(body.response)


@dataclass(slots=True)
class SyncDriver:
    """Blocking clients run their flows here."""

    http: httpx.Client
    node: Callable[[], NodeClient]
    """Opens a node's client when the first question comes."""
    _node: NodeClient | None = field(default=None, repr=False)

    def run(self, flow: Flow[T]) -> T:
        """The flow's outcome."""
        with closing(flow), _Bodies() as bodies:
            outcome: object = None
            while True:
                effect = step(flow, outcome)
                if isinstance(effect, Done):
                    return effect.value
                outcome = self._outcome(effect, bodies)

    def iterate(self, flow: Stream[Item]) -> Iterator[Item]:
        """What the flow emits, as it is asked for."""
        with closing(flow), _Bodies() as bodies:
            outcome: object = None
            while True:
                effect = step(flow, outcome)
                if isinstance(effect, Done):
                    return
                if isinstance(effect, Emit):
                    outcome = None
                    yield effect.item
                else:
                    outcome = self._outcome(effect, bodies)

    def close(self) -> None:
        """Lets all connections go."""
        self.http.close()
        if self._node is not None:
            self._node.close()

    def _outcome(self, effect: Effect, bodies: _Bodies) -> Any:
        try:
            return self._perform(effect, bodies)
        except Exception as error:  # what went wrong is the flow's to judge
            return told(error, request_of(effect))

    def _perform(self, effect: Effect, bodies: _Bodies) -> Any:
        match effect:
            case Send(request, limit):
                return self._send(request, limit)
            case Open(request):
                response = self._begin(request)
                body = bodies.add(_Opened(request, response, response.iter_raw()))
                check_encoding(response)
                return body
            case Read(body):
                return next(bodies.find(body).pieces, b"")
            case Close(body):
                bodies.close(bodies.find(body))
            case Sleep(seconds):
                time.sleep(seconds)
            case Ask(conversation):
                self._node = self._node or self.node()
                return self._node.run(conversation)
            case Offload(work):
                return work()

    def _begin(self, request: Request) -> httpx.Response:
        return self.http.send(build(self.http, request), stream=True)

    def _send(self, request: Request, limit: int) -> Answer:
        started = time.monotonic()
        response = self._begin(request)
        try:
            check_encoding(response)
            body = bytearray()
            for piece in response.iter_raw():
                body += piece
                check_length(len(body), limit)
                if time.monotonic() - started > request.timeout:
                    raise httpx.ReadTimeout("the whole answer took too long")
            return answer_of(response, bytes(body))
        finally:
            response.close()
            forget(response)
