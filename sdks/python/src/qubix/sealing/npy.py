"""Tensors in NumPy's `.npy` format, without NumPy: what `onnx` jobs take and give."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qubix.errors import QubixError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ELEMENT_TYPES: dict[str, str] = {
    "float32": "<f4",
    "float64": "<f8",
    "int8": "|i1",
    "uint8": "|u1",
    "int16": "<i2",
    "uint16": "<u2",
    "int32": "<i4",
    "uint32": "<u4",
    "int64": "<i8",
    "uint64": "<u8",
    "bool": "|b1",
}
"""Types of elements, with their code in the files; its last digit is their size in bytes."""

_NAMES = {code: name for name, code in ELEMENT_TYPES.items()}
_MAGIC = b"\x93NUMPY"
_ALIGNMENT = 64
_MAX_HEADER = 65_536
_MAX_DIMENSIONS = 8
_HEADER = re.compile(
    r"\{'descr': '([^']{1,16})', 'fortran_order': (True|False), 'shape': \(((?:\d{1,10}(?:, ?)?)*)\),? ?\}\s*"
)


@dataclass(frozen=True)
class Tensor:
    """A dense tensor in row order. `data` are its elements, little-endian."""

    dtype: str
    """One of `ELEMENT_TYPES`."""
    shape: tuple[int, ...]
    data: bytes

    def numpy(self) -> NDArray[Any]:
        """The tensor as an array that can't be written to. Needs NumPy."""
        import numpy as np

        return np.ndarray(self.shape, np.dtype(ELEMENT_TYPES[self.dtype]), self.data)

    @classmethod
    def from_numpy(cls, array: np.ndarray[Any, Any]) -> Tensor:
        """An array's tensor. Needs NumPy.

        Raises:
            QubixError: BAD_NPY for elements of another type.
        """
        name = array.dtype.name
        if name not in ELEMENT_TYPES:
            raise _bad(f"elements of type {name} are not supported; convert with array.astype")
        little = array.astype(ELEMENT_TYPES[name], order="C", copy=False)
        return cls(name, tuple(int(size) for size in array.shape), little.tobytes())


def encode_npy(tensor: Tensor) -> bytes:
    """A file of version 1.0, byte for byte as `numpy.save` writes it. Raises QubixError BAD_NPY."""
    if len(tensor.data) != _size(tensor.dtype, tensor.shape):
        raise _bad("the tensor's bytes don't fill its shape")
    comma = "," if len(tensor.shape) == 1 else ""
    shape = f"({', '.join(map(str, tensor.shape))}{comma})"
    text = f"{{'descr': '{ELEMENT_TYPES[tensor.dtype]}', 'fortran_order': False, 'shape': {shape}, }}"
    before = len(_MAGIC) + 4
    end = -(-(before + len(text) + 1) // _ALIGNMENT) * _ALIGNMENT
    header = text.ljust(end - before - 1).encode() + b"\n"
    return _MAGIC + bytes([1, 0]) + struct.pack("<H", len(header)) + header + tensor.data


def decode_npy(file: bytes) -> Tensor:
    """Reads a file of version 1 or 2 in row order. Raises QubixError BAD_NPY."""
    if len(file) < len(_MAGIC) + 6 or not file.startswith(_MAGIC):
        raise _bad("this is no .npy file; write one with numpy.save")
    version = file[6]
    if version not in (1, 2):
        raise _bad(f"version {version} of .npy is not supported")
    before, length = (10, file[8:10]) if version == 1 else (12, file[8:12])
    start = before + int.from_bytes(length, "little")
    if start > len(file) or start > _MAX_HEADER:
        raise _bad("the header is cut off")
    code, order, sizes = _read_header(file[before:start].decode("latin-1"))
    if order == "True":
        raise _bad("the array is in column order; save numpy.ascontiguousarray(array)")
    if code not in _NAMES:
        raise _bad(f"elements of type {code} are not supported; convert with array.astype")
    shape = tuple(int(size) for size in sizes.split(",") if size.strip())
    if len(shape) > _MAX_DIMENSIONS or len(file) - start != _size(_NAMES[code], shape):
        raise _bad(f"the file has {len(file) - start} bytes of data, which don't fill {_NAMES[code]}{list(shape)}")
    return Tensor(_NAMES[code], shape, file[start:])


def _read_header(header: str) -> tuple[str, str, str]:
    found = _HEADER.fullmatch(header)
    if not found:
        raise _bad("the header is not that of a plain array")
    return found[1], found[2], found[3]


def _size(dtype: str, shape: tuple[int, ...]) -> int:
    return math.prod(shape) * int(ELEMENT_TYPES[dtype][-1])


def _bad(what: str) -> QubixError:
    return QubixError("BAD_NPY", f"This is no usable .npy: {what}.")
