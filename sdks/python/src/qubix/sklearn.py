"""scikit-learn: publish a fitted estimator as ONNX, and run it on the network.

model = qubix.sklearn.publish(estimator, client=client, name="wine", example=X_train, license="MIT")
client.run(model.id, X_test)["label"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .client import Qubix
from .documents.model import Model
from .errors import InputError, MissingExtraError
from .progress import ProgressSink


def to_onnx(estimator: Any, example: Any) -> bytes:
    """A fitted estimator or pipeline as an ONNX file that jobs can run. `example` are some rows of its input: an
    array gives one input of 32-bit floats, a data frame one input for each of its columns. Labels have to be
    numbers."""
    try:
        import numpy as np
        from skl2onnx import to_onnx as convert  # pyright: ignore[reportUnknownVariableType, reportMissingTypeStubs]
        from sklearn.base import is_classifier  # pyright: ignore[reportUnknownVariableType, reportMissingTypeStubs]
    except ImportError:
        raise MissingExtraError("scikit-learn and skl2onnx", "sklearn") from None
    labels = getattr(estimator, "classes_", None)
    if labels is not None and np.asarray(labels).dtype.kind not in "iub":
        raise InputError("Labels that are text can't leave a job. Encode them: sklearn.preprocessing.LabelEncoder.")
    rows = example if hasattr(example, "columns") else np.asarray(example, "float32")
    options = {"zipmap": False} if is_classifier(estimator) else None
    converted: Any = convert(estimator, rows[:1], options=None if options is None else {id(estimator): options})
    return converted.SerializeToString()


def publish(
    estimator: Any,
    *,
    client: Qubix,
    name: str,
    example: Any,
    license: str,
    description: str = "",
    royalty: int = 0,
    tags: Sequence[str] = ("scikit-learn",),
    accuracy: Sequence[Mapping[str, str]] = (),
    progress: ProgressSink | bool = False,
) -> Model:
    """Converts a fitted estimator and publishes it: the card tells what it is unless `description` does."""
    return client.models.publish(
        to_onnx(estimator, example),
        name=name,
        license=license,
        description=description or _described(estimator),
        royalty=royalty,
        tags=tags,
        accuracy=accuracy,
        progress=progress,
    )


def _described(estimator: Any) -> str:
    return f"{type(estimator).__name__} of scikit-learn: {estimator!r}"[:16_000]
