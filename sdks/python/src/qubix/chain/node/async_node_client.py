"""A node for programs that await."""

from __future__ import annotations

from types import TracebackType
from typing import Any, TypeVar

import anyio
from anyio.abc import SocketStream

from qubix.chain.errors import NodeError
from qubix.errors import QubixError

from .conversation import Conversation, NodeRequest, Pause
from .line import Line, Open, Operations, Read, Write

T = TypeVar("T")

_PIECE = 1 << 16


class AsyncNodeClient:
    """`NodeClient` for asyncio and Trio. Several tasks may use it."""

    def __init__(self, host: str, port: int, *, timeout: float = 5.0) -> None:
        self._host, self._port = host, port
        self._line = Line(f"{host}:{port}", timeout)
        self._stream: SocketStream | None = None
        self._lock = anyio.Lock()
        self._closed = False

    async def run(self, conversation: Conversation[T]) -> T:
        """Carries out a conversation: `await node.run(tick_info())`.

        Raises:
            NodeError: The node can't be reached, or answers nonsense.
        """
        answer: Any = None
        error: QubixError | None = None
        while True:
            try:
                step = conversation.send(answer) if error is None else conversation.throw(error)
            except StopIteration as end:
                return end.value
            answer, error = None, None
            try:
                answer = await self._take(step)
            except QubixError as caught:
                error = caught

    async def _take(self, step: NodeRequest[Any] | Pause) -> Any:
        if isinstance(step, Pause):
            await anyio.sleep(step.seconds)
            return None
        async with self._lock:
            if self._closed:
                raise NodeError("CLOSED", "This client was closed.")
            try:
                return await self._carry_out(self._line.answer(step))
            except BaseException:
                # Also when the task was cancelled: half a message may be on the way.
                await self._drop()
                raise

    async def _carry_out(self, operations: Operations[T]) -> T:
        result: Any = None
        error: OSError | None = None
        while True:
            try:
                operation = operations.send(result) if error is None else operations.throw(error)
            except StopIteration as end:
                return end.value
            result, error = None, None
            try:
                result = await self._operate(operation)
            except OSError as caught:
                error = caught
            except (anyio.BrokenResourceError, anyio.ClosedResourceError) as caught:
                error = ConnectionError(str(caught) or "the connection broke")

    async def _operate(self, operation: Open | Write | Read | Pause) -> bytes | None:
        if isinstance(operation, Pause):
            await anyio.sleep(operation.seconds)
            return None
        with anyio.fail_after(operation.seconds):
            if isinstance(operation, Open):
                await self._drop()
                self._stream = await anyio.connect_tcp(self._host, self._port)
                return None
            if self._stream is None:
                raise ConnectionError("there is no connection")
            if isinstance(operation, Read):
                return await self._receive(self._stream)
            await self._stream.send(operation.data)
            return None

    async def _receive(self, stream: SocketStream) -> bytes:
        try:
            return await stream.receive(_PIECE)
        except anyio.EndOfStream:
            return b""

    async def _drop(self) -> None:
        self._line.lost()
        if self._stream is not None:
            stream, self._stream = self._stream, None
            with anyio.CancelScope(shield=True):
                await anyio.aclose_forcefully(stream)

    async def close(self) -> None:
        """Closes the connection. Later requests are refused."""
        async with self._lock:
            self._closed = True
            await self._drop()

    async def __aenter__(self) -> AsyncNodeClient:
        """The client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        await self.close()
