"""Inputs and outputs of an ONNX file, as a manifest tells them."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from ..errors import InputError
from .protobuf import parts, text, whole

_DTYPES = {
    1: "float32",
    2: "uint8",
    3: "int8",
    4: "uint16",
    5: "int16",
    6: "int32",
    7: "int64",
    9: "bool",
    11: "float64",
    12: "uint32",
    13: "uint64",
}
_GRAPH, _INITIALIZER, _INPUT, _OUTPUT = 7, 5, 11, 12
_FREE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")

Tensors = list[dict[str, object]]


def onnx_schema(source: bytes | Path) -> tuple[Tensors, Tensors]:
    """Inputs and outputs. Raises InputError for what is no model, or has inputs that no job can pass."""
    if isinstance(source, bytes):
        return _read(memoryview(source))
    if source.stat().st_size == 0:
        raise InputError(f"{source} is empty.")
    with source.open("rb") as file:
        # Unmapped when nothing looks into it any more; the weights are never read.
        return _read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _read(model: memoryview) -> tuple[Tensors, Tensors]:
    graphs = list(parts(model, _GRAPH))
    if len(graphs) != 1:
        raise InputError("This is no ONNX model: it has no graph.")
    weights = {text(tensor, 8) for tensor in parts(graphs[0], _INITIALIZER)}
    inputs = [_tensor(value, at) for at, value in enumerate(parts(graphs[0], _INPUT)) if text(value, 1) not in weights]
    outputs = [_tensor(value, at) for at, value in enumerate(parts(graphs[0], _OUTPUT))]
    if not inputs or not outputs:
        raise InputError("The model has no inputs or no outputs.")
    return inputs, outputs


def _tensor(value: memoryview, at: int) -> dict[str, object]:
    name = text(value, 1)
    tensor = next((one for kind in parts(value, 2) for one in parts(kind, 1)), None)
    if tensor is None:
        raise InputError(
            f"{name} is no tensor but a sequence or map, which no job can pass. Export tensors; of scikit-learn's "
            "classifiers with options={'zipmap': False}."
        )
    dtype = _DTYPES.get(whole(tensor, 1))
    if dtype is None:
        raise InputError(
            f"{name} has elements that no job can pass (text or half precision). Use numbers, encode labels."
        )
    dims = [dim for shape in parts(tensor, 2) for dim in parts(shape, 1)]
    return {"name": name, "dtype": dtype, "shape": [_dimension(dim, f"d{at}_{axis}") for axis, dim in enumerate(dims)]}


def _dimension(dim: memoryview, otherwise: str) -> int | str:
    """A size, or a name where the size is free."""
    size, name = whole(dim, 1), text(dim, 2)
    if 0 < size < 2**31:
        return size
    return name if _FREE_NAME.fullmatch(name) else otherwise
