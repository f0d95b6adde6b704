"""From what is to run to a spec with the bytes that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..core import Core
from ..documents.model import Model
from ..documents.provider import Provider
from ..errors import InputError, QubixError
from ..flow.effects import Flow, collect, offload
from ..models.publish import split_name
from ..sealing import derive_seal_key_pair
from ..spec import BlobSource, PinnedModel, SpecOptions, build_onnx_spec, build_wasm_spec, read_spec
from ..transport.routes import GET_MODEL, LIST_PROVIDERS
from .options import Work
from .submit import Prepared

Files = Mapping[str, bytes | str | Path]
"""Input files by the path under which the job finds them: bytes, or where a file is."""


def prepare_wasm(
    core: Core, program: BlobSource, args: Sequence[str], env: Mapping[str, str], inputs: Files, work: Work
) -> Flow[Prepared]:
    """A WASI program on input files."""
    options = yield from _options(core, args, env, inputs, work)
    built = yield from offload(partial(build_wasm_spec, program, options))
    return Prepared(built, built.blobs)


def prepare_model(core: Core, model: Model, inputs: Files, work: Work) -> Flow[Prepared]:
    """A published model on `.npy` files."""
    if model.chain is None or not model.chain.active:
        raise QubixError("MODEL_NOT_ON_CHAIN", f"{model.id} is not offered on the chain. Ask its creator.")
    runtime = yield from _common_runtime(core)
    pinned = PinnedModel(model.digest, model.namespace, model.name, runtime)
    options = yield from _options(core, (), {}, inputs, work)
    built = yield from offload(partial(build_onnx_spec, pinned, options))
    return Prepared(built, built.blobs, model.chain.slot)


def prepare_spec(core: Core, spec: Mapping[str, Any]) -> Flow[Prepared]:
    """A spec that is written already; the key for which results are sealed is filled in where it has none. Its files
    must be on the hub."""
    whole = dict(spec)
    if "seal" not in whole:
        whole["seal"] = yield from seal_key(core)
    parsed = read_spec(whole)
    named = whole.get("model")
    if not isinstance(named, Mapping):
        return Prepared(parsed, {})
    model = yield from find_model(core, f"{named.get('namespace')}/{named.get('name')}")  # pyright: ignore[reportUnknownMemberType]
    if model.digest != named.get("manifest") or model.chain is None:  # pyright: ignore[reportUnknownMemberType]
        raise InputError(f"The spec pins another version of {model.id} than the one that is offered: {model.digest}.")
    return Prepared(parsed, {}, model.chain.slot)


def find_model(core: Core, name: str) -> Flow[Model]:
    """A published model by `namespace/name`."""
    namespace, rest = split_name(name, core.wallet.identity.lower() if core.wallet else "")
    return (yield from core.hub.call(GET_MODEL, {"namespace": namespace, "name": rest}))


def seal_key(core: Core) -> Flow[str]:
    """The public key for which results and logs are sealed: only the wallet opens them."""
    key_pair = yield from core.key_pair()
    return (yield from offload(lambda: derive_seal_key_pair(key_pair.subseed))).public_key.hex()


def source_of(file: bytes | str | Path) -> BlobSource:
    """Bytes as they are; text is where a file is."""
    return Path(file) if isinstance(file, str) else file


def _options(core: Core, args: Sequence[str], env: Mapping[str, str], inputs: Files, work: Work) -> Flow[SpecOptions]:
    seal = yield from seal_key(core)
    sources = {path: source_of(file) for path, file in inputs.items()}
    return SpecOptions(seal=seal, arguments=tuple(args), environment=dict(env), inputs=sources, **work)


def _common_runtime(core: Core) -> Flow[str]:
    """The runtime that most connected machines have: all runs of a job are made in the same one, bit for bit."""
    providers: list[Provider] = yield from collect(core.hub.pages(LIST_PROVIDERS, query={"limit": 200}))
    counts = Counter(one for provider in providers for machine in provider.machines for one in machine.runtimes)
    if not counts:
        raise QubixError("NO_RUNTIME", "No machine that runs models is connected to this hub. Try again later.")
    return counts.most_common(1)[0][0]
