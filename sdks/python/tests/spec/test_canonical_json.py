import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.crypto import k12
from qubix.errors import QubixError
from qubix.spec import canonical_json, parse_json

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "canonical-json.json").read_text())
LIMIT = 1 << 20

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda text: text != "__proto__")
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize("vector", VECTORS["accepted"], ids=lambda vector: vector["json"])
def test_writes_and_hashes_as_every_other_implementation(vector: dict[str, str]) -> None:
    value = parse_json(vector["json"], LIMIT)
    assert canonical_json(value) == vector["canonical"]
    assert k12(canonical_json(value).encode()).hex() == vector["digest"]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["json"])
def test_refuses_what_every_other_implementation_refuses(vector: dict[str, str]) -> None:
    with pytest.raises(QubixError) as caught:
        parse_json(vector["json"], LIMIT)
    assert caught.value.code == "BAD_JSON"


@given(documents)
def test_survives_being_read_and_written_again(value: object) -> None:
    canonical = canonical_json(value)
    assert canonical_json(parse_json(canonical, LIMIT)) == canonical
    assert parse_json(canonical.encode(), LIMIT) == value


@given(st.dictionaries(texts, st.integers(0, 9)))
def test_does_not_depend_on_white_space_or_order(value: dict[str, int]) -> None:
    shuffled = json.dumps(dict(reversed(value.items())), indent=3)
    assert canonical_json(parse_json(shuffled, LIMIT)) == canonical_json(value)


@given(st.text(st.sampled_from('{}[]",:0123tfnrue\\ -.'), max_size=12) | documents.map(json.dumps))
def test_reads_what_it_accepts_like_everybody_else(source: str) -> None:
    try:
        value = parse_json(source, LIMIT)
    except QubixError:
        return
    assert value == json.loads(source)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        1.5,
        -0.0,
        1e-7,
        float("nan"),
        2**53,
        -(2**53),
        object(),
        b"",
        {1: 2},
        "\ud800",
        {"\udc00": 1},
        {"__proto__": 1},
    ],
    ids=repr,
)
def test_refuses_values_that_languages_write_differently(value: object) -> None:
    with pytest.raises(QubixError, match=r"^\$") as caught:
        canonical_json(value)
    assert caught.value.code == "NOT_CANONICAL"


def test_refuses_nesting_that_would_exhaust_the_stack() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(QubixError, match="nested deeper"):
        canonical_json(endless)
    for depth in (66, 100_000):
        with pytest.raises(QubixError) as caught:
            parse_json("[" * depth + "]" * depth, LIMIT)
        assert caught.value.code == "BAD_JSON"
    assert parse_json("[" * 65 + "]" * 65, LIMIT)


def test_refuses_what_is_too_large_and_what_is_not_utf_8() -> None:
    for source, code in ((b"[1,2,3]", "JSON_TOO_LARGE"), (b'"\xff"', "BAD_JSON"), (b"\xef\xbb\xbf1", "BAD_JSON")):
        with pytest.raises(QubixError) as caught:
            parse_json(source, 6)
        assert caught.value.code == code
