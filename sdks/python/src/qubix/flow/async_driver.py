"""Carries flows out without blocking, under asyncio and trio."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import anyio
import anyio.to_thread
import httpx

from ..chain import AsyncNodeClient
from ..transport.request import Answer, Request
from .effects import Ask, Body, Close, Effect, Emit, Flow, Offload, Open, Read, Send, Sleep, Stream
from .step import Done, answer_of, build, check_encoding, check_length, forget, request_of, step, told

T = TypeVar("T")
Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class _Opened:
    request: Request
    response: httpx.Response
    pieces: AsyncGenerator[bytes]

    @property
    def answer(self) -> Answer:
        return answer_of(self.response)


class _Bodies:
    """The bodies that a flow has opened. What it leaves open is closed with it, however it ends, a cancellation
    included."""

    def __init__(self) -> None:
        self._open: list[_Opened] = []

    async def __aenter__(self) -> _Bodies:
        return self

    async def __aexit__(self, *_: object) -> None:
        with anyio.CancelScope(shield=True):
            while self._open:
                await self.close(self._open[-1])

    def add(self, body: _Opened) -> _Opened:
        self._open.append(body)
        return body

    def find(self, body: Body) -> _Opened:
        assert isinstance(body, _Opened), "a body belongs to the driver that opened it"
        return body

    async def close(self, body: _Opened) -> None:
        if body in self._open:
            self._open.remove(body)
        await body.pieces.aclose()
        await body.response.aclose()
        forget(body.response)


@dataclass(slots=True)
class AsyncDriver:
    """Asynchronous clients run their flows here."""

    http: httpx.AsyncClient
    node: Callable[[], AsyncNodeClient]
    """Opens a node's client when the first question comes."""
    _node: AsyncNodeClient | None = field(default=None, repr=False)

    async def run(self, flow: Flow[T]) -> T:
        """The flow's outcome."""
        with closing(flow):
            async with _Bodies() as bodies:
                outcome: object = None
                while True:
                    effect = step(flow, outcome)
                    if isinstance(effect, Done):
                        return effect.value
                    outcome = await self._outcome(effect, bodies)

    async def iterate(self, flow: Stream[Item]) -> AsyncIterator[Item]:
        """What the flow emits, as it is asked for."""
        with closing(flow):
            async with _Bodies() as bodies:
                outcome: object = None
                while True:
                    effect = step(flow, outcome)
                    if isinstance(effect, Done):
                        return
                    if isinstance(effect, Emit):
                        outcome = None
                        yield effect.item
                    else:
                        outcome = await self._outcome(effect, bodies)

    async def close(self) -> None:
        """Lets all connections go."""
        await self.http.aclose()
        if self._node is not None:
            await self._node.close()

    async def _outcome(self, effect: Effect, bodies: _Bodies) -> Any:
        try:
            return await self._perform(effect, bodies)
        except Exception as error:  # what went wrong is the flow's to judge
            return told(error, request_of(effect))

    async def _perform(self, effect: Effect, bodies: _Bodies) -> Any:
        match effect:
            case Send(request, limit):
                return await self._send(request, limit)
            case Open(request):
                response = await self._begin(request)
                body = bodies.add(_Opened(request, response, cast("AsyncGenerator[bytes]", response.aiter_raw())))
                check_encoding(response)
                return body
            case Read(body):
                return await anext(bodies.find(body).pieces, b"")
            case Close(body):
                await bodies.close(bodies.find(body))
            case Sleep(seconds):
                await anyio.sleep(seconds)
            case Ask(conversation):
                self._node = self._node or self.node()
                return await self._node.run(conversation)
            case Offload(work):
                return await anyio.to_thread.run_sync(work)

    async def _begin(self, request: Request) -> httpx.Response:
        return await self.http.send(build(self.http, request), stream=True)

    async def _send(self, request: Request, limit: int) -> Answer:
        try:
            with anyio.fail_after(request.timeout):
                response = await self._begin(request)
                try:
                    check_encoding(response)
                    body = bytearray()
                    async for piece in response.aiter_raw():
                        body += piece
                        check_length(len(body), limit)
                    return answer_of(response, bytes(body))
                finally:
                    with anyio.CancelScope(shield=True):
                        await response.aclose()
                    forget(response)
        except TimeoutError:
            raise httpx.ReadTimeout("the whole answer took too long") from None
