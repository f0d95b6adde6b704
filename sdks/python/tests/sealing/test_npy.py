import contextlib
import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.errors import QubixError
from qubix.sealing import ELEMENT_TYPES, Tensor, decode_npy, encode_npy

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "npy.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['dtype']}{vector['shape']}")
def test_writes_and_reads_what_typescript_does(vector: dict[str, str]) -> None:
    tensor = Tensor(vector["dtype"], tuple(map(int, vector["shape"])), bytes.fromhex(vector["data"]))
    assert encode_npy(tensor).hex() == vector["file"]
    assert decode_npy(bytes.fromhex(vector["file"])) == tensor


@given(st.sampled_from([*ELEMENT_TYPES]), st.lists(st.integers(0, 4), max_size=5))
def test_reads_back_what_it_writes(dtype: str, shape: list[int]) -> None:
    size = math.prod(shape) * int(ELEMENT_TYPES[dtype][-1])
    tensor = Tensor(dtype, tuple(shape), bytes(i % 2 for i in range(size)))
    assert decode_npy(encode_npy(tensor)) == tensor


@pytest.mark.parametrize("dtype", ELEMENT_TYPES)
def test_is_the_same_file_as_numpys(dtype: str) -> None:
    np = pytest.importorskip("numpy")
    for array in (np.arange(24).reshape(2, 3, 4), np.zeros((0, 2)), np.ones(())):
        typed = array.astype(dtype)
        buffer = io.BytesIO()
        np.save(buffer, typed)
        tensor = Tensor.from_numpy(typed)
        assert encode_npy(tensor) == buffer.getvalue()
        assert np.array_equal(decode_npy(buffer.getvalue()).numpy(), typed)
        assert tensor.numpy().dtype == typed.dtype
        assert not tensor.numpy().flags.writeable


def test_takes_arrays_in_any_order_of_rows_and_bytes() -> None:
    np = pytest.importorskip("numpy")
    array = np.arange(6, dtype=">i4").reshape(2, 3).T
    tensor = Tensor.from_numpy(array)
    assert (tensor.dtype, tensor.shape) == ("int32", (3, 2))
    assert tensor.numpy().tolist() == array.tolist()
    for other in (np.array(["a"]), np.array([1j]), np.array([object()])):
        with pytest.raises(QubixError, match="astype"):
            Tensor.from_numpy(other)


def test_refuses_anything_else() -> None:
    good = encode_npy(Tensor("float32", (2, 2), bytes(16)))
    for bad in (
        b"",
        good[:60],
        good[:-1],
        good + b"\0",
        good.replace(b"<f4", b">f4"),
        good.replace(b"False", b"True "),
        good.replace(b"(2, 2)", b"(2, 3)"),
        good.replace(b"\1\0v", b"\3\0v"),
        good.replace(b"\1\0v\0", b"\1\0\xff\xff"),
        bytes(200),
    ):
        with pytest.raises(QubixError) as caught:
            decode_npy(bad)
        assert caught.value.code == "BAD_NPY"
    with pytest.raises(QubixError, match="fill"):
        encode_npy(Tensor("int64", (2,), bytes(8)))


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"\x93NUMPY\1\0" + tail))
def test_raises_nothing_else_on_garbage(data: bytes) -> None:
    with contextlib.suppress(QubixError):
        decode_npy(data)
