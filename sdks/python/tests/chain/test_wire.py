import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.chain.errors import NodeError
from qubix.chain.wire.computors import decode_computor_list
from qubix.chain.wire.entity import decode_entity
from qubix.chain.wire.message import MAX_ANSWER_SIZE, FrameReader, Message, random_dejavu
from qubix.chain.wire.tick_data import decode_tick_data
from qubix.chain.wire.tick_info import TickInfo, decode_tick_info

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wire.json").read_text())

messages = st.lists(
    st.builds(Message, st.integers(0, 255), st.integers(0, 2**32 - 1), st.binary(max_size=300)), max_size=8
)


def test_writes_messages_like_typescript() -> None:
    vector = VECTORS["message"]
    message = Message(vector["type"], vector["dejavu"], bytes.fromhex(vector["payload"]))
    assert message.encode().hex() == vector["encoded"]
    assert FrameReader().push(bytes.fromhex(vector["encoded"])) == [message]


@given(messages, st.data())
def test_cuts_messages_out_of_any_pieces(sent: list[Message], data: st.DataObject) -> None:
    stream = b"".join(message.encode() for message in sent)
    reader, received = FrameReader(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        received += reader.push(stream[:size])
        stream = stream[size:]
    assert received == sent


@pytest.mark.parametrize("size", [0, 7, MAX_ANSWER_SIZE + 1])
def test_refuses_sizes_that_can_not_be(size: int) -> None:
    with pytest.raises(NodeError, match="Is this a Qubic node"):
        FrameReader().push(size.to_bytes(3, "little") + bytes(5))


def test_requests_differ_and_never_ask_for_gossip() -> None:
    numbers = {random_dejavu() for _ in range(1_000)}
    assert len(numbers) > 990
    assert 0 not in numbers


def test_reads_tick_info_like_typescript() -> None:
    vector = VECTORS["tickInfo"]
    assert decode_tick_info(bytes.fromhex(vector["encoded"])) == TickInfo(
        tick=vector["tick"],
        epoch=vector["epoch"],
        tick_duration=vector["tickDuration"],
        initial_tick=vector["initialTick"],
        aligned=vector["aligned"],
        misaligned=vector["misaligned"],
    )


def test_reads_entities_like_typescript() -> None:
    vector = VECTORS["entity"]
    entity = decode_entity(bytes.fromhex(vector["encoded"]))
    assert entity.public_key.hex() == vector["publicKey"]
    assert (entity.incoming, entity.outgoing, entity.balance) == (1_000_000_000_000_001, 999_999_999_999_999, 2)
    assert (entity.incoming_transfers, entity.outgoing_transfers) == (5, 6)
    assert (entity.latest_incoming_tick, entity.latest_outgoing_tick, entity.tick) == (7, 8, 9)


@pytest.mark.parametrize("decode", [decode_tick_info, decode_entity, decode_tick_data, decode_computor_list])
@pytest.mark.parametrize("size", [0, 1, 17, 21_699, 139_377])
def test_refuses_messages_of_another_size(decode: object, size: int) -> None:
    assert callable(decode)
    with pytest.raises(NodeError) as caught:
        decode(bytes(size))
    assert caught.value.code == "MALFORMED"
