"""Sending, step by step: the conversation is carried on by hand, so that ticks come when the test says so."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from qubix.chain import (
    Conversation,
    NodeError,
    SignedTransaction,
    TransactionDroppedError,
    parse_transaction,
    send_transaction,
)
from qubix.chain.errors import NoEffectError
from qubix.chain.node.conversation import NodeRequest, Pause
from qubix.chain.until_effect import until_effect
from qubix.chain.wire.message import FrameReader, MessageType
from qubix.chain.wire.tick_data import TickData
from qubix.chain.wire.tick_info import TickInfo
from qubix.crypto import KeyPair

T = TypeVar("T")

KEYS = KeyPair.from_seed("a" * 55)
OFFSET = 5


@dataclass
class Chain:
    """Answers a conversation. Each look at the tick is a tick later, unless the chain is halted."""

    takes_from: int = 0
    """From which attempt on ticks take the transaction."""
    keeps_lists: bool = True
    halted: bool = False
    tick: int = 100
    received: list[SignedTransaction] = field(default_factory=list[SignedTransaction])

    def carry_on(self, conversation: Conversation[T]) -> T:
        answer: Any = None
        while True:
            try:
                step = conversation.send(answer)
            except StopIteration as end:
                return end.value
            answer = None if isinstance(step, Pause) else self._answer(step)

    def _answer(self, request: NodeRequest[Any]) -> Any:
        if request.before:
            self.received += [parse_transaction(message.payload) for message in FrameReader().push(request.before)]
            return None
        if request.type == MessageType.REQUEST_TICK_INFO:
            self.tick += 0 if self.halted else 1
            return TickInfo(self.tick, 5, 0, 0, 0, 0)
        latest = self.received[-1]
        taken = len(self.received) > self.takes_from
        if request.type == MessageType.REQUEST_TRANSACTION_INFO:
            return latest if taken else None
        assert request.type == MessageType.REQUEST_TICK_DATA
        assert self.tick > latest.tick, "asked before the tick had passed"
        digests = (latest.digest,) if taken else ()
        return TickData(0, 5, latest.tick, digests, b"", b"") if self.keeps_lists else None


def send(chain: Chain) -> SignedTransaction:
    return chain.carry_on(send_transaction(KEYS, destination=bytes(32), amount=1, tick_offset=OFFSET))


@pytest.mark.parametrize("keeps_lists", [True, False])
@pytest.mark.parametrize("takes_from", [0, 1, 4])
def test_is_signed_again_for_a_later_tick_until_one_takes_it(takes_from: int, keeps_lists: bool) -> None:
    chain = Chain(takes_from, keeps_lists)
    sent = send(chain)
    assert sent == chain.received[-1]
    assert len(chain.received) == takes_from + 1
    ticks = [one.tick for one in chain.received]
    assert ticks == sorted(set(ticks))
    assert ticks[0] == 101 + OFFSET


@pytest.mark.parametrize("keeps_lists", [True, False])
def test_is_given_up_after_five_attempts(keeps_lists: bool) -> None:
    chain = Chain(99, keeps_lists)
    with pytest.raises(TransactionDroppedError, match="5 attempts"):
        send(chain)
    assert len(chain.received) == 5


def test_a_halted_chain_is_told_and_nothing_is_signed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    chain = Chain(halted=True)
    with pytest.raises(NodeError, match="stood still at tick 100") as caught:
        send(chain)
    assert caught.value.code == "CHAIN_HALTED"
    assert len(chain.received) == 1


def test_an_effect_that_never_comes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))

    def find() -> Conversation[int | None]:
        yield Pause(0)
        return None

    with pytest.raises(NoEffectError, match="PublishModel"):
        Chain().carry_on(until_effect("PublishModel", find))
