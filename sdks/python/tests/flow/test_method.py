"""One method for two clients."""

from __future__ import annotations

import inspect

import anyio
import httpx
import pytest

from qubix.flow.async_driver import AsyncDriver
from qubix.flow.effects import Emit, Flow, Stream, collect, offload, sleep
from qubix.flow.method import Driven, Driver, call, stream
from qubix.flow.sync_driver import SyncDriver


class Numbers(Driven[Driver]):
    """Flows without a network."""

    @call
    def double(self, number: int, *, times: int = 1) -> Flow[int]:
        """Twice as much."""
        for _ in range(times):
            number = yield from offload(lambda number=number: number * 2)
        return number

    @call
    def fail(self) -> Flow[int]:
        """Catches one failure, not the other."""
        try:
            yield from offload(lambda: 1 // 0)
        except ZeroDivisionError:
            yield from sleep(0)
        return (yield from offload(lambda: int("x")))

    @stream
    def count(self, end: int) -> Stream[int]:
        """From zero on."""
        for number in range(end):
            yield Emit((yield from offload(lambda number=number: number)))


def no_node() -> None:
    raise AssertionError("no node is asked")


def blocking() -> Numbers[SyncDriver]:
    return Numbers(SyncDriver(httpx.Client(), no_node))  # type: ignore[arg-type]


def awaiting() -> Numbers[AsyncDriver]:
    return Numbers(AsyncDriver(httpx.AsyncClient(), no_node))  # type: ignore[arg-type]


def test_blocking() -> None:
    numbers = blocking()
    assert numbers.double(3, times=2) == 12
    assert list(numbers.count(3)) == [0, 1, 2]
    with pytest.raises(ValueError, match="invalid literal"):
        numbers.fail()
    numbers.driver.close()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_awaiting(backend: str) -> None:
    async def main() -> None:
        numbers = awaiting()
        assert await numbers.double(3, times=2) == 12
        assert [number async for number in numbers.count(3)] == [0, 1, 2]
        with pytest.raises(ValueError, match="invalid literal"):
            await numbers.fail()
        await numbers.driver.close()

    anyio.run(main, backend=backend)


def test_it_looks_like_a_function() -> None:
    numbers = blocking()
    assert str(inspect.signature(numbers.double)) == "(number: 'int', *, times: 'int' = 1) -> 'int'"
    assert numbers.double.__doc__ == "Twice as much."
    with pytest.raises(TypeError, match="time"):
        numbers.double(1, time=2)  # type: ignore[call-arg]
    numbers.driver.close()


def test_a_stream_that_is_left_is_ended() -> None:
    ended: list[str] = []

    class Leaving(Driven[Driver]):
        @stream
        def numbers(self) -> Stream[int]:
            try:
                yield Emit(1)
                yield Emit(2)
            finally:
                ended.append("closed")

    one = Leaving(SyncDriver(httpx.Client(), no_node))  # type: ignore[arg-type]
    iterator = one.numbers()
    assert next(iterator) == 1
    iterator.close()  # type: ignore[attr-defined]
    assert ended == ["closed"]
    one.driver.close()


def test_a_stream_can_be_collected_within_a_flow() -> None:
    class Summing(Numbers[Driver]):
        @call
        def sum(self, end: int) -> Flow[int]:
            items = yield from collect(Numbers.count.function(self, end))
            return sum(items)

    one = Summing(SyncDriver(httpx.Client(), no_node))  # type: ignore[arg-type]
    assert one.sum(5) == 10
    one.driver.close()
