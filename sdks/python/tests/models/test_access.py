"""Access to gated models, sold and bought: a hub and a chain that do what the test says."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from qubix import Qubix
from qubix.chain import (
    Caller,
    Conversation,
    NoEffectError,
    RefusedCallError,
    SignedTransaction,
    TransactionDroppedError,
    parse_transaction,
    set_access_price_on_chain,
)
from qubix.chain.contract.generated.constants import Code, Procedure
from qubix.chain.contract.generated.records import (
    BuyAccessInput,
    ExplainInput,
    ExplainOutput,
    GetConfigInput,
    GetConfigOutput,
    GetModelInput,
    GetModelOutput,
    SetAccessPriceInput,
)
from qubix.chain.contract.record import Record
from qubix.chain.node.conversation import NodeRequest, Pause
from qubix.chain.wire.entity import Entity
from qubix.chain.wire.message import FrameReader, MessageType
from qubix.chain.wire.tick_data import TickData
from qubix.chain.wire.tick_info import TickInfo
from qubix.crypto import KeyPair
from qubix.errors import NotBoughtError, QubixError

T = TypeVar("T")
Serve = Callable[[Callable[[Any], None]], Any]

CALL_FEE = 10
PRICE = 5_000
SLOT = 7
PATH = "/api/v1/models/acme/digits"


@dataclass
class Chain:
    """A node that answers conversations. Each look at the tick is a tick later."""

    takes: bool = True
    """Whether ticks take transactions."""
    refuses: int = 0
    """What the contract says when it is asked beforehand."""
    tick: int = 100
    received: list[SignedTransaction] = field(default_factory=list[SignedTransaction])
    price: int = 0
    balance: int = 1_000_000

    def run(self, conversation: Conversation[T]) -> T:
        answer: Any = None
        while True:
            try:
                step = conversation.send(answer)
            except StopIteration as end:
                return end.value
            answer = None if isinstance(step, Pause) else self._answer(step)

    def close(self) -> None:
        pass

    def _answer(self, request: NodeRequest[Any]) -> Any:
        if request.before:
            self.received += [parse_transaction(message.payload) for message in FrameReader().push(request.before)]
            return None
        if request.type == MessageType.REQUEST_TICK_INFO:
            self.tick += 1
            return TickInfo(self.tick, 5, 0, 0, 0, 0)
        if request.type == MessageType.REQUEST_ENTITY:
            return Entity(request.payload, self.balance, 0, 1, 0, 1, 0, self.tick)
        if request.type == MessageType.REQUEST_TICK_DATA:
            sent = self.received[-1]
            return TickData(0, 5, sent.tick, (sent.digest,) if self.takes else (), b"", b"")
        assert request.type == MessageType.REQUEST_CONTRACT_FUNCTION
        _, function, _ = struct.unpack_from("<IHH", request.payload)
        return self._function(function, request.payload[8:]).encode()

    def _function(self, function: int, question: bytes) -> Record:
        if function == ExplainInput.FUNCTION:
            assert ExplainInput.decode(question).amount >= CALL_FEE
            return changed(ExplainOutput, {0: struct.pack("<i", self.refuses)})
        if function == GetConfigInput.FUNCTION:
            return changed(GetConfigOutput, {8: struct.pack("<q", CALL_FEE)})
        assert function == GetModelInput.FUNCTION
        assert GetModelInput.decode(question).model == SLOT
        if self.received:
            self.price = SetAccessPriceInput.decode(self.received[-1].payload).price
        return changed(GetModelOutput, {72: struct.pack("<q", self.price)})


def changed(record: type[Record], at: dict[int, bytes]) -> Record:
    """All zero but for some bytes."""
    content = bytearray(record.SIZE)
    for offset, value in at.items():
        content[offset : offset + len(value)] = value
    return record.decode(bytes(content))


@dataclass
class Shop:
    """A hub with one model, which lets in who has looked often enough."""

    chain: Chain = field(default_factory=Chain)
    lets_in_at: int = 4
    model: dict[str, Any] = field(default_factory=dict[str, Any])
    looked: int = 0
    gating: str = "manual"
    down: frozenset[int] = frozenset()
    """Which of the looks at one's access are not answered."""

    def __call__(self, request: Any) -> None:
        if request.path == PATH:
            return request.json(200, {**document(), **self.model})
        if request.path == f"{PATH}/repository":
            names = {"namespace": "acme", "name": "digits", "owner": "A" * 60, "visibility": "gated"}
            return request.json(200, {**names, "gating": self.gating})
        access = {"identity": "A" * 60, "state": "accepted" if self.gating == "auto" else "pending", "requestedAt": 1}
        if request.method == "POST":
            assert request.path == f"{PATH}/access"
            return request.json(200, access)
        assert request.path.startswith(f"{PATH}/access/")
        self.looked += 1
        if self.looked in self.down:
            return request.problem(503, "UNAVAILABLE")
        if self.looked >= self.lets_in_at:
            return request.json(200, {**access, "state": "accepted"})
        return request.problem(404, "ACCESS_NOT_FOUND") if self.looked == 1 else request.json(200, access)


def document() -> dict[str, Any]:
    manifest = {"namespace": "acme", "name": "digits", "format": "onnx", "files": [], "inputs": [], "outputs": []}
    return {
        **{"namespace": "acme", "name": "digits", "digest": "sha256:" + "ab" * 32, "size": 1, "createdAt": 1},
        "manifest": {**manifest, "license": "MIT", "description": ""},
        "chain": {"slot": SLOT, "creator": "A" * 60, "royalty": "1", "active": True, "accessPrice": str(PRICE)},
        "visibility": "gated",
    }


@pytest.fixture
def visit(serve: Serve) -> Iterator[Callable[[Shop], Qubix]]:
    clients: list[Qubix] = []

    def start(shop: Shop) -> Qubix:
        client = serve(shop).client(attempts=1)
        client.driver.node = lambda: shop.chain
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.close()


Visit = Callable[[Shop], Qubix]


def test_pays_once_and_waits_until_the_hub_lets_in(visit: Visit) -> None:
    shop = Shop(down=frozenset({2}))
    bought = visit(shop).models.buy_access("acme/digits", max_price=PRICE)
    (payment,) = shop.chain.received
    assert (bought.access.state, bought.price, bought.transaction) == ("accepted", PRICE, payment.id)
    assert (payment.amount, payment.input_type) == (PRICE + CALL_FEE, Procedure.BUY_ACCESS)
    assert BuyAccessInput.decode(payment.payload) == BuyAccessInput(model=SLOT, price=PRICE)
    assert shop.looked == 4


def test_who_is_let_in_already_pays_nothing(visit: Visit) -> None:
    shop = Shop(lets_in_at=1)
    bought = visit(shop).models.buy_access("acme/digits", max_price=1)
    assert (bought.access.state, bought.price, bought.transaction) == ("accepted", 0, None)
    assert shop.chain.received == []


@pytest.mark.parametrize(
    ("change", "max_price", "code"),
    [
        ({"visibility": "public"}, None, "NOT_FOR_SALE"),
        ({"visibility": "private"}, None, "NOT_FOR_SALE"),
        ({"visibility": None}, None, "NOT_FOR_SALE"),
        ({"chain": None}, None, "NOT_FOR_SALE"),
        ({"chain": {**document()["chain"], "accessPrice": None}}, None, "NOT_FOR_SALE"),
        ({}, PRICE - 1, "ACCESS_TOO_DEAR"),
        ({}, 0, "ACCESS_TOO_DEAR"),
    ],
)
def test_what_is_not_agreed_to_is_not_paid(
    visit: Visit, change: dict[str, Any], max_price: int | None, code: str
) -> None:
    shop = Shop(model=change)
    with pytest.raises(NotBoughtError) as caught:
        visit(shop).models.buy_access("acme/digits", max_price=max_price)
    assert caught.value.code == code
    assert shop.chain.received == []


def test_what_is_given_for_asking_is_not_paid(visit: Visit) -> None:
    shop = Shop(gating="auto")
    assert visit(shop).models.buy_access("acme/digits").access.state == "accepted"
    assert shop.chain.received == []


def test_nothing_is_sent_that_the_wallet_cannot_pay(visit: Visit) -> None:
    shop = Shop(Chain(balance=PRICE + CALL_FEE - 1))
    with pytest.raises(NotBoughtError) as caught:
        visit(shop).models.buy_access("acme/digits")
    assert caught.value.code == "INSUFFICIENT_FUNDS"
    assert shop.chain.received == []
    assert visit(Shop(Chain(balance=PRICE + CALL_FEE))).models.buy_access("acme/digits").price == PRICE


def test_an_owner_does_not_buy_from_himself(visit: Visit) -> None:
    shop = Shop()
    client = visit(shop)
    shop.model["owner"] = client.wallet.identity
    with pytest.raises(NotBoughtError, match="yours") as caught:
        client.models.buy_access("acme/digits")
    assert caught.value.code == "NOT_FOR_SALE"
    assert shop.chain.received == []


def test_a_changed_price_is_refused_before_anything_is_sent(visit: Visit) -> None:
    shop = Shop(Chain(refuses=Code.ACCESS_PRICE_MISMATCH))
    with pytest.raises(RefusedCallError) as caught:
        visit(shop).models.buy_access("acme/digits")
    assert caught.value.code == "ACCESS_PRICE_MISMATCH"
    assert shop.chain.received == []


def test_it_is_signed_for_one_tick_only(visit: Visit) -> None:
    shop = Shop(Chain(takes=False))
    with pytest.raises(TransactionDroppedError, match="1 attempt\\."):
        visit(shop).models.buy_access("acme/digits")
    assert len(shop.chain.received) == 1


def test_a_payment_that_no_hub_follows_is_named(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop(lets_in_at=99)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(NoEffectError, match="does not let you in yet") as caught:
        visit(shop).models.buy_access("acme/digits", timeout=0)
    assert shop.chain.received[0].id in caught.value.message
    assert len(shop.chain.received) == 1


def test_access_is_asked_for_without_paying(visit: Visit) -> None:
    shop = Shop()
    client = visit(shop)
    assert client.models.ask_access("acme/digits").state == "pending"
    assert shop.chain.received == []


def test_a_price_is_set_and_shown_by_the_contract(visit: Visit) -> None:
    shop = Shop()
    client = visit(shop)
    client.models.set_access_price("acme/digits", 1_234)
    (call,) = shop.chain.received
    assert (call.amount, call.input_type, shop.chain.price) == (CALL_FEE, Procedure.SET_ACCESS_PRICE, 1_234)
    shop.model = {"chain": None}
    with pytest.raises(QubixError) as caught:
        client.models.set_access_price("acme/digits", 0)
    assert caught.value.code == "MODEL_NOT_ON_CHAIN"


def test_a_price_is_signed_again_as_other_calls_are() -> None:
    chain = Chain(takes=False)
    caller = Caller(KeyPair.from_seed("a" * 55), 1, 3)
    with pytest.raises(TransactionDroppedError, match="5 attempts"):
        chain.run(set_access_price_on_chain(caller, SLOT, price=1))
    assert len({call.tick for call in chain.received}) == 5
