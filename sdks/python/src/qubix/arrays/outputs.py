"""What a model's run brought: arrays by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..documents.model import Manifest
from ..errors import BadAnswerError, MissingExtraError
from ..jobs.result import JobResult
from ..sealing import Tensor, decode_npy

_FILE_NAME = re.compile(r"(?!\.)[A-Za-z0-9_.-]{1,128}")


class Outputs(Mapping[str, Any]):
    """Outputs of a model by name: NumPy arrays where NumPy is installed, `Tensor`s elsewhere. `result` is the whole
    result with its job."""

    def __init__(self, tensors: Mapping[str, Tensor], result: JobResult) -> None:
        self.tensors = tensors
        self.result = result
        try:
            import numpy as np
        except ImportError:
            self._arrays: Mapping[str, Any] = tensors
        else:
            self._arrays = {name: np.array(tensor.numpy()) for name, tensor in tensors.items()}

    def __getitem__(self, name: str) -> Any:
        """One output."""
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        """Names, in the model's order."""
        return iter(self._arrays)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._arrays)

    def __repr__(self) -> str:
        """Names, types and shapes."""
        told = (f"{name}: {one.dtype}[{', '.join(map(str, one.shape))}]" for name, one in self.tensors.items())
        return f"Outputs({', '.join(told)})"

    def frame(self, index: Any = None) -> Any:
        """A pandas data frame with a row for each element of the batch; an output of two dimensions becomes a column
        for each of its second: `probabilities_0`, …"""
        try:
            import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
        except ImportError:
            raise MissingExtraError("pandas", "pandas") from None
        columns: dict[str, Any] = {}
        for name, array in self._arrays.items():
            rows = array.reshape(array.shape[0], -1) if array.ndim else array.reshape(1, 1)
            for at in range(rows.shape[1]):
                columns[name if array.ndim < 2 else f"{name}_{at}"] = rows[:, at]
        return pd.DataFrame(columns, index=index)

    def image(self, name: str, at: int = 0) -> Any:
        """An output as a Pillow image: element `at` of the batch. Integers are pixels; fractions go from 0 to 1 or to
        255."""
        try:
            import numpy as np
            from PIL import Image
        except ImportError:
            raise MissingExtraError("Pillow", "pillow") from None
        pixels: Any = self._arrays[name]
        pixels = pixels[at] if pixels.ndim > 3 or (pixels.ndim == 3 and pixels.shape[0] not in (1, 3, 4)) else pixels
        if pixels.ndim == 3 and pixels.shape[0] in (1, 3, 4):
            pixels = pixels.transpose(1, 2, 0)
        if pixels.dtype.kind == "f":
            pixels = np.rint(np.nan_to_num(pixels) * (255 if pixels.max(initial=0) <= 1 else 1))
        pixels = pixels.clip(0, 255).astype("uint8")
        return Image.fromarray(pixels[:, :, 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels)


def outputs_of(manifest: Manifest, result: JobResult) -> Outputs:
    """The outputs that the manifest names, from the files of the result."""
    found: dict[str, Tensor] = {}
    for at, schema in enumerate(manifest.outputs):
        file = f"{schema.name}.npy" if _FILE_NAME.fullmatch(schema.name) else f"output-{at}.npy"
        if file not in result.outputs:
            raise BadAnswerError(f"the result has no output {schema.name}")
        found[schema.name] = decode_npy(result.outputs[file])
    return Outputs(found, result)
