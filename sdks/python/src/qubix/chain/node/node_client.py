"""A node for programs that wait."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Any, TypeVar

from qubix.chain.errors import NodeError
from qubix.errors import QubixError

from .conversation import Conversation, NodeRequest, Pause
from .line import Line, Open, Operations, Read, Write

T = TypeVar("T")

_PIECE = 1 << 16


class NodeClient:
    """Talks to one Qubic node over TCP, and reconnects as needed. Several threads may use it.

    Args:
        host: Name or address of the node.
        port: 21841 on the real network.
        timeout: Most seconds that one request may take, reconnecting and asking again included.
    """

    def __init__(self, host: str, port: int, *, timeout: float = 5.0) -> None:
        self._address = (host, port)
        self._line = Line(f"{host}:{port}", timeout)
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._closed = False

    def run(self, conversation: Conversation[T]) -> T:
        """Carries out a conversation: `node.run(tick_info())`.

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
                answer = self._take(step)
            except QubixError as caught:
                error = caught

    def _take(self, step: NodeRequest[Any] | Pause) -> Any:
        if isinstance(step, Pause):
            time.sleep(step.seconds)
            return None
        with self._lock:
            if self._closed:
                raise NodeError("CLOSED", "This client was closed.")
            try:
                return self._carry_out(self._line.answer(step))
            except BaseException:
                self._drop()
                raise

    def _carry_out(self, operations: Operations[T]) -> T:
        result: Any = None
        error: OSError | None = None
        while True:
            try:
                operation = operations.send(result) if error is None else operations.throw(error)
            except StopIteration as end:
                return end.value
            result, error = None, None
            try:
                result = self._operate(operation)
            except OSError as caught:
                error = caught

    def _operate(self, operation: Open | Write | Read | Pause) -> bytes | None:
        if isinstance(operation, Pause):
            time.sleep(operation.seconds)
            return None
        if isinstance(operation, Open):
            self._drop()
            self._socket = socket.create_connection(self._address, operation.seconds)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return None
        if self._socket is None:
            raise ConnectionError("there is no connection")
        self._socket.settimeout(operation.seconds)
        if isinstance(operation, Read):
            return self._socket.recv(_PIECE)
        self._socket.sendall(operation.data)
        return None

    def _drop(self) -> None:
        self._line.lost()
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()
            self._socket = None

    def close(self) -> None:
        """Closes the connection. Later requests are refused."""
        with self._lock:
            self._closed = True
            self._drop()

    def __enter__(self) -> NodeClient:
        """The client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        self.close()
