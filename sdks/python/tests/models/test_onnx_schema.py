"""What an ONNX file says of itself."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.errors import InputError
from qubix.models.onnx_schema import onnx_schema
from qubix.models.publish import split_name

DIGITS = Path(__file__).resolve().parents[4] / "examples/digits/digits.onnx"


def test_inputs_and_outputs_are_those_of_the_manifest() -> None:
    inputs, outputs = onnx_schema(DIGITS)
    assert inputs == [{"name": "image", "dtype": "float32", "shape": ["N", 1, 8, 8]}]
    assert outputs == [
        {"name": "digit", "dtype": "int64", "shape": ["N"]},
        {"name": "probabilities", "dtype": "float32", "shape": ["N", 10]},
    ]
    assert onnx_schema(DIGITS.read_bytes()) == (inputs, outputs)


@pytest.mark.parametrize("content", [b"", b"\x00", b"hello", b"\x3a\x00", b"\x3a\xff\xff\xff\xff\x0f", b"PK\x03\x04"])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(content)
    for source in (content, tmp_path / "model.onnx"):
        with pytest.raises(InputError):
            onnx_schema(source)


@given(st.integers(0, DIGITS.stat().st_size - 1), st.binary(min_size=1, max_size=8))
def test_damage_never_does_more_than_being_refused(at: int, damage: bytes) -> None:
    content = bytearray(DIGITS.read_bytes())
    content[at : at + len(damage)] = damage
    with contextlib.suppress(InputError):
        onnx_schema(bytes(content[:at] if len(damage) == 8 else content))


def test_names() -> None:
    assert split_name("digits", "abc") == ("abc", "digits")
    assert split_name("me/digits-2.0", "abc") == ("me", "digits-2.0")
    for bad in ("", "/x", "me/", "Me/x", "me/x/y", "me/x y", "../x", "me/..", "me/" + "x" * 65):
        with pytest.raises(InputError):
            split_name(bad, "abc")
