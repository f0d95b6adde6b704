"""Arrays, images and data frames as a model's inputs and outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qubix.arrays.outputs import Outputs, outputs_of
from qubix.arrays.tensors import npy_inputs, tensor_of
from qubix.documents.decode import decode
from qubix.documents.model import Manifest, TensorSchema
from qubix.errors import BadAnswerError, InputError
from qubix.jobs.result import JobResult
from qubix.sealing import Tensor, decode_npy, encode_npy


def schema(dtype: str, *shape: int | str, name: str = "x") -> TensorSchema:
    return decode(TensorSchema, {"name": name, "dtype": dtype, "shape": list(shape)})


def manifest(inputs: list[TensorSchema], outputs: list[TensorSchema]) -> Manifest:
    told = {"namespace": "n", "name": "m", "format": "onnx", "files": [], "license": "MIT", "description": ""}
    raw = {**told, "inputs": [dict(one.raw) for one in inputs], "outputs": [dict(one.raw) for one in outputs]}
    return decode(Manifest, raw)


@given(st.lists(st.lists(st.floats(width=32, allow_nan=False), min_size=3, max_size=3), min_size=1, max_size=5))
def test_arrays_and_lists(rows: list[list[float]]) -> None:
    tensor = tensor_of(rows, schema("float32", "N", 3))
    assert tensor == tensor_of(np.array(rows), schema("float32", "N", 3))
    np.testing.assert_array_equal(tensor.numpy(), np.array(rows, "float32"))


@pytest.mark.parametrize(
    ("value", "wanted", "message"),
    [
        (np.zeros((2, 4)), schema("float32", "N", 3), r"wants x: float32\[N, 3\], not float32\[2, 4\]"),
        (np.zeros(3), schema("float32", "N", 3), r"array\[None\]"),
        (np.zeros((2, 3)), schema("float32", "N", "N"), "wants"),
        (np.array([1.5]), schema("int64", "N"), "would lose something"),
        (np.array(["a"]), schema("float32", "N"), "would lose something"),
        (Tensor("float64", (1,), bytes(8)), schema("float32", "N"), "wants"),
    ],
)
def test_what_does_not_fit_is_told(value: Any, wanted: TensorSchema, message: str) -> None:
    with pytest.raises(InputError, match=message):
        tensor_of(value, wanted)


@pytest.mark.parametrize(
    ("mode", "wanted", "shape"),
    [
        ("L", schema("float32", "N", 1, 8, 6), (1, 1, 8, 6)),
        ("RGB", schema("float32", "N", 3, 8, 6), (1, 3, 8, 6)),
        ("RGB", schema("uint8", "N", 8, 6, 3), (1, 8, 6, 3)),
        ("RGB", schema("float32", "N", 1, 8, 6), (1, 1, 8, 6)),
        ("L", schema("uint8", 8, 6), (8, 6)),
        ("L", schema("uint8", "N", "H", "W"), (1, 8, 6)),
        ("RGBA", schema("uint8", 3, 8, 6), (3, 8, 6)),
    ],
)
def test_images(mode: str, wanted: TensorSchema, shape: tuple[int, ...]) -> None:
    pixels = np.arange(48, dtype="uint8").reshape(8, 6)
    tensor = tensor_of(Image.fromarray(pixels).convert(mode), wanted)
    assert tensor.shape == shape
    np.testing.assert_array_equal(np.unique(tensor.numpy()), np.unique(pixels))


def test_an_image_of_another_size_is_told() -> None:
    with pytest.raises(InputError, match="wants"):
        tensor_of(Image.new("L", (5, 5)), schema("float32", "N", 1, 8, 8))


def test_data_frames() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": [3.5, 4.5]})
    files = npy_inputs(manifest([schema("float32", "N", 2)], []), frame)
    np.testing.assert_array_equal(decode_npy(files["x.npy"]).numpy(), [[1, 3.5], [2, 4.5]])
    by_column = manifest([schema("int64", "N", 1, name="a"), schema("float64", "N", 1, name="b")], [])
    files = npy_inputs(by_column, frame)
    np.testing.assert_array_equal(decode_npy(files["a.npy"]).numpy(), [[1], [2]])


def test_inputs_are_named() -> None:
    two = manifest([schema("float32", "N", name="a"), schema("float32", "N", name="b")], [])
    assert set(npy_inputs(two, {"a": [1.0], "b": [2.0]})) == {"a.npy", "b.npy"}
    for bad in ({"a": [1.0]}, {"a": [1.0], "b": [1.0], "c": [1.0]}, {}, [1.0]):
        with pytest.raises(InputError, match="a"):
            npy_inputs(two, bad)


def result(**outputs: np.ndarray[Any, Any]) -> JobResult:
    files = {f"{name}.npy": encode_npy(Tensor.from_numpy(array)) for name, array in outputs.items()}
    return JobResult(job=None, attempt=1, outcome="ok", exit_code=0, result_digest="", outputs=files)  # type: ignore[arg-type]


def outputs(**arrays: np.ndarray[Any, Any]) -> Outputs:
    names = [schema("float32", "N", name=name) for name in arrays]
    return outputs_of(manifest([], names), result(**arrays))


def test_outputs_are_arrays_by_name() -> None:
    found = outputs(digit=np.array([3, 4]), probabilities=np.array([[0.5, 0.5], [1, 0]], "float32"))
    assert list(found) == ["digit", "probabilities"]
    assert "digit: int64[2]" in repr(found)
    found["digit"][0] = 9
    frame = found.frame(index=["p", "q"])
    assert list(frame.columns) == ["digit", "probabilities_0", "probabilities_1"]
    assert frame.loc["q", "probabilities_0"] == 1


def test_an_output_as_an_image() -> None:
    found = outputs(image=np.full((2, 3, 4, 5), 0.5, "float32"), grey=np.full((1, 1, 4, 5), 200, "uint8"))
    assert found.image("image", 1).size == (5, 4)
    assert found.image("image").getpixel((0, 0)) == (128, 128, 128)
    assert found.image("grey").getpixel((0, 0)) == 200


def test_an_output_that_is_missing_is_told() -> None:
    with pytest.raises(BadAnswerError, match="no output x"):
        outputs_of(manifest([], [schema("float32", "N")]), result(other=np.zeros(1)))


def test_names_that_are_no_files_have_a_number() -> None:
    found = outputs_of(manifest([], [schema("float32", "N", name="a/b")]), result(**{"output-0": np.ones(1)}))
    assert found["a/b"][0] == 1
