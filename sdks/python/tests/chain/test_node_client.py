"""The clients against nodes that misbehave: small servers that speak the protocol's frames, in tiny pieces."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pytest

from qubix.chain import AsyncNodeClient, NodeClient, NodeError, entity, query, tick_info, tick_transactions
from qubix.chain.contract.generated.records import GetConfigInput
from qubix.chain.node.conversation import Conversation
from qubix.chain.wire.message import FrameReader, Message, MessageType

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wire.json").read_text())
TICK_INFO = bytes.fromhex(VECTORS["tickInfo"]["encoded"])
TICK = VECTORS["tickInfo"]["tick"]
GREETING = Message(MessageType.EXCHANGE_PUBLIC_PEERS, 0, bytes(16)).encode()

PIECE = 7
Answer = Callable[[Message, int], bytes | None]
"""What a node sends for a request and how often it was asked before; None closes the connection."""


@contextmanager
def node(answer: Answer) -> Iterator[tuple[str, int]]:
    listener = socket.create_server(("127.0.0.1", 0))
    asked = iter(range(1_000_000))

    def serve(connection: socket.socket) -> None:
        reader = FrameReader()
        # A client that has heard enough hangs up.
        with connection, suppress(OSError):
            connection.sendall(GREETING)
            while data := connection.recv(65_536):
                for message in reader.push(data):
                    sent = answer(message, next(asked))
                    if sent is None:
                        return
                    for at in range(0, len(sent), PIECE):
                        connection.sendall(sent[at : at + PIECE])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def run_blocking(address: tuple[str, int], make: Callable[[], Conversation[Any]], timeout: float) -> Any:
    with NodeClient(*address, timeout=timeout) as client:
        return client.run(make())


def run_asynchronously(address: tuple[str, int], make: Callable[[], Conversation[Any]], timeout: float) -> Any:
    async def main() -> Any:
        async with AsyncNodeClient(*address, timeout=timeout) as client:
            return await client.run(make())

    return anyio.run(main)


Run = Callable[[tuple[str, int], Callable[[], Conversation[Any]], float], Any]


@pytest.fixture(params=[run_blocking, run_asynchronously], ids=["blocking", "asynchronous"])
def run(request: pytest.FixtureRequest) -> Run:
    return request.param


def answered(message: Message, kind: MessageType = MessageType.RESPOND_TICK_INFO, payload: bytes = TICK_INFO) -> bytes:
    return Message(kind, message.dejavu, payload).encode()


def test_takes_the_answer_among_greetings_gossip_and_answers_to_others(run: Run) -> None:
    def answer(message: Message, _: int) -> bytes:
        stray = Message(MessageType.RESPOND_TICK_INFO, message.dejavu ^ 1, bytes(16)).encode()
        return GREETING + stray + answered(message)

    with node(answer) as address:
        assert run(address, tick_info, 5.0).tick == TICK


def test_asks_again_when_the_connection_breaks(run: Run) -> None:
    with node(lambda message, asked: answered(message) if asked >= 2 else None) as address:
        assert run(address, tick_info, 5.0).tick == TICK


def test_asks_again_when_the_node_is_busy(run: Run) -> None:
    def answer(message: Message, asked: int) -> bytes:
        return answered(message, MessageType.TRY_AGAIN, b"") if asked < 2 else answered(message)

    with node(answer) as address:
        assert run(address, tick_info, 5.0).tick == TICK


def test_asks_again_on_another_connection_when_one_is_silent(run: Run) -> None:
    with node(lambda message, asked: answered(message) if asked else b"") as address:
        assert run(address, tick_info, 2.0).tick == TICK


@pytest.mark.parametrize(
    "answer",
    [
        lambda message, _: b"",
        lambda message, _: None,
        lambda message, _: GREETING,
        lambda message, _: b"HTTP/1.1 400 Bad Request\r\n\r\n",
        lambda message, _: struct.pack("<II", 3, message.dejavu),
        lambda message, _: answered(message, MessageType.TRY_AGAIN, b""),
    ],
    ids=["silent", "hangs up", "gossips", "is no node", "breaks frames", "stays busy"],
)
def test_gives_up_in_time(run: Run, answer: Answer) -> None:
    with node(answer) as address, pytest.raises(NodeError, match=f"127.0.0.1:{address[1]} within 0.6 s") as caught:
        run(address, tick_info, 0.6)
    assert caught.value.code == "TIMEOUT"


def test_gives_up_where_nobody_listens(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    with pytest.raises(NodeError, match="Is the node up") as caught:
        run(address, tick_info, 0.4)
    assert caught.value.code == "TIMEOUT"


@pytest.mark.parametrize(
    ("make", "kind", "payload", "code"),
    [
        (tick_info, MessageType.RESPOND_TICK_INFO, TICK_INFO[:-1], "MALFORMED"),
        (tick_info, MessageType.RESPOND_TICK_INFO, TICK_INFO + b"\0", "MALFORMED"),
        (tick_info, MessageType.RESPOND_ENTITY, TICK_INFO, "UNEXPECTED_ANSWER"),
        (tick_info, MessageType.RESPOND_TICK_INFO, bytes(16), "NODE_NOT_READY"),
        (tick_info, MessageType.END_RESPONSE, b"", "NODE_NOT_READY"),
        (lambda: entity(b"\1" * 32), MessageType.RESPOND_ENTITY, bytes(64 + 8 + 32 * 24), "UNEXPECTED_ANSWER"),
        (lambda: query(29, GetConfigInput()), MessageType.RESPOND_CONTRACT_FUNCTION, b"", "CONTRACT_CALL_FAILED"),
        (lambda: query(29, GetConfigInput()), MessageType.RESPOND_CONTRACT_FUNCTION, b"x", "BAD_SIZE"),
        (lambda: tick_transactions(5), MessageType.BROADCAST_TRANSACTION, bytes(100), "MALFORMED"),
    ],
)
def test_refuses_nonsense(
    run: Run, make: Callable[[], Conversation[Any]], kind: MessageType, payload: bytes, code: str
) -> None:
    def answer(message: Message, _: int) -> bytes:
        return answered(message, kind, payload) + answered(message, MessageType.END_RESPONSE, b"")

    with node(answer) as address, pytest.raises(Exception) as caught:
        run(address, make, 5.0)
    assert getattr(caught.value, "code", None) == code


def test_does_not_take_answers_without_an_end(run: Run) -> None:
    def answer(message: Message, _: int) -> bytes:
        return answered(message, MessageType.BROADCAST_TRANSACTION, b"") * 5_000

    with node(answer) as address, pytest.raises(NodeError, match="more than 4096"):
        run(address, lambda: tick_transactions(5), 5.0)


def test_serves_several_threads() -> None:
    with node(lambda message, _: answered(message)) as address, NodeClient(*address) as client:
        ticks: list[int] = []
        threads = [threading.Thread(target=lambda: ticks.append(client.run(tick_info()).tick)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ticks == [TICK] * 8


def test_refuses_work_when_closed() -> None:
    client = NodeClient("127.0.0.1", 1)
    client.close()
    with pytest.raises(NodeError) as caught:
        client.run(tick_info())
    assert caught.value.code == "CLOSED"


def test_goes_on_after_a_task_was_cancelled_in_the_middle() -> None:
    async def main(address: tuple[str, int]) -> int:
        async with AsyncNodeClient(*address) as client:
            with anyio.move_on_after(0.1):
                await client.run(tick_info())
            return (await client.run(tick_info())).tick

    with node(lambda message, asked: answered(message) if asked else b"") as address:
        assert anyio.run(main, address) == TICK
