"""What can be asked of a node, each as a conversation."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeVar

from qubix.chain.errors import NodeError
from qubix.chain.signed_transaction import SignedTransaction, parse_transaction
from qubix.chain.wire.computors import ComputorList, decode_computor_list
from qubix.chain.wire.entity import Entity, decode_entity
from qubix.chain.wire.message import Message, MessageType
from qubix.chain.wire.tick_data import TRANSACTIONS_PER_TICK, TickData, decode_tick_data
from qubix.chain.wire.tick_info import TickInfo, decode_tick_info

from .conversation import Conversation, NodeRequest, ask, only_answer, unexpected

T = TypeVar("T")

_FUNCTION_CALL = struct.Struct("<IHH")


def tick_info() -> Conversation[TickInfo]:
    """Where the node is. Raises NodeError NODE_NOT_READY while it doesn't know its epoch's computors."""
    kinds = MessageType.REQUEST_TICK_INFO, MessageType.RESPOND_TICK_INFO
    info = yield from _one(*kinds, decode_tick_info)
    if info is None or info.epoch == 0:
        raise _not_ready()
    return info


def entity(public_key: bytes) -> Conversation[Entity]:
    """Balance and counters of an identity; all zero for one that the node doesn't know."""
    kinds = MessageType.REQUEST_ENTITY, MessageType.RESPOND_ENTITY
    found = yield from _one(*kinds, decode_entity, public_key)
    if found is None:
        raise _not_ready()
    if found.public_key != public_key:
        raise unexpected("another identity's balance")
    return found


def computors() -> Conversation[ComputorList]:
    """The epoch's computors. Check them with `verify_computor_list`."""
    kinds = MessageType.REQUEST_COMPUTORS, MessageType.BROADCAST_COMPUTORS
    found = yield from _one(*kinds, decode_computor_list)
    if found is None:
        raise _not_ready()
    return found


def tick_data(tick: int) -> Conversation[TickData | None]:
    """A tick's data; None if the node has none, which can mean an empty tick or one that it doesn't keep."""
    kinds = MessageType.REQUEST_TICK_DATA, MessageType.BROADCAST_TICK_DATA
    data = yield from _one(*kinds, decode_tick_data, tick.to_bytes(4, "little"))
    if data is not None and data.tick != tick:
        raise unexpected(f"tick {data.tick}")
    return data


def transaction(digest: bytes) -> Conversation[SignedTransaction | None]:
    """An executed transaction of this epoch; None if the node doesn't have it."""
    kinds = MessageType.REQUEST_TRANSACTION_INFO, MessageType.BROADCAST_TRANSACTION
    found = yield from _one(*kinds, parse_transaction, digest)
    if found is not None and found.digest != digest:
        raise unexpected("another transaction")
    return found


def tick_transactions(tick: int) -> Conversation[list[SignedTransaction]]:
    """The transactions that the node has for a tick, in no order. The tick's data says which count."""

    def read(messages: list[Message]) -> list[SignedTransaction]:
        return [_transaction_of(tick, message) for message in messages]

    payload = tick.to_bytes(4, "little") + bytes(TRANSACTIONS_PER_TICK // 8)
    request = NodeRequest(MessageType.REQUEST_TICK_TRANSACTIONS, payload, read, most=TRANSACTIONS_PER_TICK)
    return (yield from ask(request))


def broadcast(signed: SignedTransaction) -> Conversation[None]:
    """Hands a transaction to the node.

    Nodes don't answer to that, so a question is sent right behind it: its answer shows that the transaction has
    arrived. It doesn't show that the node keeps it, or that it will get into a tick.
    """

    def read(messages: list[Message]) -> None:
        only_answer(messages, MessageType.RESPOND_TICK_INFO)

    before = Message(MessageType.BROADCAST_TRANSACTION, dejavu=0, payload=signed.encoded).encode()
    yield from ask(NodeRequest(MessageType.REQUEST_TICK_INFO, b"", read, before=before))


def call_function(contract_index: int, function: int, payload: bytes) -> Conversation[bytes]:
    """Calls a contract's function and gives its output. Raises NodeError CONTRACT_CALL_FAILED when there is none."""
    kinds = MessageType.REQUEST_CONTRACT_FUNCTION, MessageType.RESPOND_CONTRACT_FUNCTION
    output = yield from _one(*kinds, bytes, _FUNCTION_CALL.pack(contract_index, function, len(payload)) + payload)
    if not output:
        message = f"Contract {contract_index} has no answer from function {function}. Is it this network's contract?"
        raise NodeError("CONTRACT_CALL_FAILED", message)
    return output


def _one(
    question: MessageType, answer: MessageType, decode: Callable[[bytes], T], payload: bytes = b""
) -> Conversation[T | None]:
    def read(messages: list[Message]) -> T | None:
        found = only_answer(messages, answer)
        return None if found is None else decode(found)

    return (yield from ask(NodeRequest(question, payload, read)))


def _transaction_of(tick: int, message: Message) -> SignedTransaction:
    if message.type != MessageType.BROADCAST_TRANSACTION:
        raise unexpected(f"a message of type {message.type}")
    found = parse_transaction(message.payload)
    if found.tick != tick:
        raise unexpected(f"a transaction of tick {found.tick}")
    return found


def _not_ready() -> NodeError:
    return NodeError("NODE_NOT_READY", "The node doesn't know its epoch's computors yet; ask again later.")
