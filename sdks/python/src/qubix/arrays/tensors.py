"""From what people have to tensors as a model wants them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from ..documents.model import Manifest, TensorSchema
from ..errors import InputError, MissingExtraError
from ..sealing import Tensor, encode_npy


def npy_inputs(manifest: Manifest, inputs: Any) -> dict[str, bytes]:
    """The input files of a job for a model. What does not fit is told before anything is paid."""
    by_name = _by_name(manifest, inputs)
    wanted = {schema.name for schema in manifest.inputs}
    if set(by_name) != wanted:
        told = ", ".join(map(str, manifest.inputs))
        raise InputError(f"The model takes {told}; given: {', '.join(sorted(map(str, by_name))) or 'nothing'}.")
    return {f"{schema.name}.npy": encode_npy(tensor_of(by_name[schema.name], schema)) for schema in manifest.inputs}


def tensor_of(value: Any, schema: TensorSchema) -> Tensor:
    """One input: a `Tensor` as it is; an image; or whatever NumPy makes an array of."""
    tensor = value if isinstance(value, Tensor) else Tensor.from_numpy(_array(value, schema))
    if tensor.dtype != schema.dtype or not _fits(tensor.shape, schema.shape):
        found = f"{tensor.dtype}[{', '.join(map(str, tensor.shape))}]"
        hint = " Add an axis for the batch: array[None]." if len(tensor.shape) + 1 == len(schema.shape) else ""
        raise InputError(f"The model wants {schema}, not {found}.{hint}")
    return tensor


def _by_name(manifest: Manifest, inputs: Any) -> Mapping[str, Any]:
    if isinstance(inputs, Mapping):
        return {str(name): value for name, value in inputs.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    frame = _module("pandas")
    names = [schema.name for schema in manifest.inputs]
    if frame is not None and isinstance(inputs, frame.DataFrame) and set(names) == set(inputs.columns):
        return {name: inputs[[name]] for name in names}
    if len(names) != 1:
        raise InputError(f"The model has {len(names)} inputs: pass a dict of {', '.join(names)}.")
    return {names[0]: inputs}


def _array(value: Any, schema: TensorSchema) -> Any:
    try:
        import numpy as np
    except ImportError:
        raise MissingExtraError("NumPy", "numpy") from None
    images, frames = _module("PIL.Image"), _module("pandas")
    if images is not None and isinstance(value, images.Image):
        return _image(np, value, schema)
    if frames is not None and isinstance(value, (frames.DataFrame, frames.Series)):
        value = value.to_numpy()
    array = np.asarray(value)
    if not np.can_cast(array.dtype, schema.dtype, "same_kind"):
        raise InputError(f"{schema.name} is {schema.dtype}; {array.dtype} would lose something: convert it yourself.")
    with np.errstate(over="ignore"):
        return np.ascontiguousarray(array.astype(schema.dtype))


def _image(np: Any, image: Any, schema: TensorSchema) -> Any:
    """Pixels from 0 to 255 as the model's layout has them; the model's own scaling is its caller's part."""
    rank = len(schema.shape)
    last, before = (*schema.shape, 0)[rank - 1], schema.shape[rank - 3] if rank >= 3 else 0
    channels = last if last in (1, 3, 4) and before not in (1, 3, 4) else before if before in (1, 3, 4) else 1
    modes: dict[int | str, str] = {1: "L", 3: "RGB", 4: "RGBA"}
    pixels = np.asarray(image.convert(modes[channels]))
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1], channels)
    if rank >= 3:
        pixels = pixels if channels == last and before not in (1, 3, 4) else pixels.transpose(2, 0, 1)
    else:
        pixels = pixels[:, :, 0]
    pixels = pixels[None] if rank == pixels.ndim + 1 else pixels
    return np.ascontiguousarray(pixels.astype(schema.dtype))


def _fits(shape: tuple[int, ...], wanted: tuple[int | str, ...]) -> bool:
    """A name stands for one size, wherever it is used."""
    if len(shape) != len(wanted):
        return False
    free: dict[str, int] = {}
    return all(
        size == want if isinstance(want, int) else free.setdefault(want, size) == size
        for size, want in zip(shape, wanted, strict=True)
    )


def _module(name: str) -> Any:
    """A module if somebody has imported it: who passes an image has Pillow."""
    return sys.modules.get(name)
