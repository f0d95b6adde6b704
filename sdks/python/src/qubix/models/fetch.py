"""A model's files in a folder, checked against its manifest."""

from __future__ import annotations

import json
from pathlib import Path

from ..blobs.download import Wanted, download
from ..core import Core
from ..documents.model import Model
from ..errors import DigestMismatchError
from ..files import inside, write_inside
from ..flow.effects import Flow
from ..progress import ProgressSink
from ..spec import manifest_digest


def fetch(core: Core, model: Model, folder: Path, tell: ProgressSink) -> Flow[tuple[Path, ...]]:
    """Downloads what is not there yet; a broken one is gone on with."""
    manifest = model.manifest.raw
    if manifest_digest(manifest) != model.digest:
        raise DigestMismatchError(f"the manifest of {model.id} is not the one with its digest")
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for one in model.manifest.files:
        file = inside(folder, one.path)
        yield from download(core.hub, Wanted(one.digest, one.size, file), tell)
        files.append(file)
    write_inside(folder, "manifest.json", f"{json.dumps(dict(manifest), indent=2, ensure_ascii=False)}\n".encode())
    return tuple(files)
