"""Server-sent events, cut anywhere."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.errors import BadAnswerError
from qubix.live.event_stream import EventStreamReader, StreamBlock
from qubix.live.messages import Leaving, StartsAfter, read_message

BLOCKS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=40).map(
            lambda text: (f"id: 3\ndata: {text}\n\n", StreamBlock(text))
        ),
        st.just((": a sign of life\n\n", StreamBlock())),
        st.integers(0, 10**6).map(lambda ms: (f"retry: {ms}\n\n", StreamBlock(None, ms / 1000))),
        st.just(("data: one\ndata:two\n\n", StreamBlock("one\ntwo"))),
    )
)


@given(BLOCKS, st.lists(st.integers(1, 9)), st.booleans())
def test_blocks_come_whole_however_the_bytes_are_cut(
    blocks: list[tuple[str, StreamBlock]], cuts: list[int], carriage: bool
) -> None:
    text = "".join(text for text, _ in blocks)
    data = (text.replace("\n", "\r\n") if carriage else text).encode()
    reader, found = EventStreamReader(), []
    for cut in [*cuts, len(data) or 1]:
        found += reader.feed(data[:cut])
        data = data[cut:]
    found += reader.feed(data)
    assert found == [block for _, block in blocks]


def test_a_line_without_an_end_is_refused() -> None:
    reader = EventStreamReader()
    with pytest.raises(BadAnswerError):
        list(chain.from_iterable(reader.feed(b"x" * 65_536) for _ in range(40)))


@given(st.binary(max_size=200))
def test_nonsense_never_does_more_than_being_refused(data: bytes) -> None:
    try:
        for block in EventStreamReader().feed(data + b"\n\n"):
            if block.data is not None:
                read_message(block.data)
    except BadAnswerError:
        pass


def test_messages() -> None:
    assert read_message('{"type":"subscribed","channel":"job","from":3}') == StartsAfter(3)
    assert read_message('{"type":"closing","retryMs":1500}') == Leaving(1.5)
    assert read_message('{"type":"something new"}') is None
    with pytest.raises(BadAnswerError):
        read_message('{"type":"job-event","event":{"seq":"1"}}')
