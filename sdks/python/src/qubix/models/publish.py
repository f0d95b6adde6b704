"""Publishing a model: files, then the manifest, then the chain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..blobs.content import content_of
from ..blobs.upload import upload
from ..chain import publish_model_on_chain
from ..core import Core
from ..documents.model import Model
from ..errors import InputError, NotFoundError, QubixError
from ..flow.effects import Flow, offload, sleep
from ..progress import ProgressSink
from ..spec import BlobSource, manifest_digest
from ..transport.routes import GET_MODEL, PUBLISH_MODEL
from .onnx_schema import onnx_schema

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewModel:
    """What its creator says of a model."""

    source: BlobSource
    name: str
    license: str
    description: str = ""
    tags: Sequence[str] = ()
    accuracy: Sequence[Mapping[str, str]] = ()
    parent: str | None = None


def publish(core: Core, new: NewModel, royalty: int, tell: ProgressSink) -> Flow[Model]:
    """Publishes a model version unless it is published already, and waits until jobs can name it."""
    namespace, name = split_name(new.name, core.signer().identity.lower())
    inputs, outputs = yield from offload(partial(onnx_schema, new.source))
    content = yield from offload(partial(content_of, new.source))
    path = new.source.name if isinstance(new.source, Path) else f"{name}.onnx"
    manifest: dict[str, object] = {
        "version": 1,
        "namespace": namespace,
        "name": name,
        "format": "onnx",
        "files": [{"path": path, "digest": content.digest, "size": content.size}],
        "inputs": inputs,
        "outputs": outputs,
        "license": new.license,
        "description": new.description,
        **({"accuracy": [dict(one) for one in new.accuracy]} if new.accuracy else {}),
        **({"tags": list(new.tags)} if new.tags else {}),
        **({"parent": new.parent} if new.parent else {}),
    }
    yield from upload(core.hub, new.source, tell)
    model = yield from core.hub.call(PUBLISH_MODEL, body={"manifest": manifest})
    digest = manifest_digest(manifest)
    if model.digest != digest:
        raise QubixError(
            "BAD_ANSWER", "The hub published another manifest than it was given. Nothing went to the chain."
        )
    caller = yield from core.caller()
    sha256 = bytes.fromhex(digest.removeprefix("sha256:"))
    yield from core.ask(publish_model_on_chain(caller, digest=sha256, royalty=royalty))
    return (yield from _until_known(core, model))


def split_name(name: str, own: str) -> tuple[str, str]:
    """Namespace and name; one's own identity is the namespace where none is given."""
    namespace, slash, rest = name.rpartition("/")
    parts = namespace if slash else own, rest
    if not all(_NAME.fullmatch(part) for part in parts):
        raise InputError(f'"{name}" is not [NAMESPACE/]NAME of lowercase letters, digits, . _ and -.')
    return parts


def _until_known(core: Core, model: Model) -> Flow[Model]:
    """The hub follows the chain by some ticks."""
    params = {"namespace": model.namespace, "name": model.name}
    waited = 0.0
    while waited < _PATIENCE_SECONDS:
        try:
            found = yield from core.hub.call(GET_MODEL, params)
        except NotFoundError:
            found = model
        if found.digest != model.digest or found.chain is not None:
            return found
        yield from sleep(_LOOK_SECONDS)
        waited += _LOOK_SECONDS
    return model
