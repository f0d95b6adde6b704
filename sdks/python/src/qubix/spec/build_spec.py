"""Building job specs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .blob import BlobSource, describe_blob
from .parsed_spec import ParsedSpec, read_spec
from .wasm.check_module import MAX_MODULE_BYTES, check_module


@dataclass(frozen=True)
class Limits:
    """What a run may use."""

    fuel: int = 100_000_000_000
    """Most work, about one unit for each instruction."""
    memory_mib: int = 256
    wall_seconds: int = 600
    """A machine that needs longer has failed."""
    output_bytes: int = 16 * 1024 * 1024


@dataclass(frozen=True)
class PinnedModel:
    """What an `onnx` spec pins, so that every run is the same bit for bit."""

    manifest: str
    """`sha256:…` of the model's manifest."""
    namespace: str
    name: str
    runtime: str
    """`sha256:…` of the runtime."""


@dataclass(frozen=True)
class BuiltSpec(ParsedSpec):
    """A spec with what it names, to be uploaded before the job is submitted."""

    blobs: Mapping[str, BlobSource]
    """By digest."""


@dataclass(frozen=True, kw_only=True)
class SpecOptions:
    """What specs of every kind have."""

    seal: str
    """X25519 public key of the requester, 64 hex digits: results and logs are sealed for it."""
    limits: Limits = field(default_factory=Limits)
    arguments: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    inputs: Mapping[str, BlobSource] = field(default_factory=dict[str, BlobSource])
    """By the path under which the job finds them."""
    name: str | None = None
    private: bool = False
    """Shown by the hub to the requester, the providers that run it and the hub's operator only."""
    min_memory_mib: int | None = None
    region: str | None = None
    metadata: Mapping[str, str] | None = None


def build_wasm_spec(program: BlobSource, options: SpecOptions) -> BuiltSpec:
    """The spec that runs a WASI program.

    Raises:
        QubixError: INVALID_MODULE (what every machine would refuse), INVALID_SPEC, NOT_CANONICAL, JSON_TOO_LARGE.
        OSError: A file can't be read.
    """
    blob = describe_blob(program)
    if blob.size <= MAX_MODULE_BYTES:
        check_module(program if isinstance(program, bytes) else program.read_bytes(), options.limits.memory_mib)
    what = {"kind": "wasm", "program": {"digest": blob.digest, "size": blob.size}}
    return _build(what, options, {blob.digest: program})


def build_onnx_spec(model: PinnedModel, options: SpecOptions) -> BuiltSpec:
    """The spec that runs a published model on tensors, which are inputs in `.npy` format.

    Raises:
        QubixError: INVALID_SPEC, NOT_CANONICAL, JSON_TOO_LARGE.
        OSError: A file can't be read.
    """
    pinned = {"manifest": model.manifest, "namespace": model.namespace, "name": model.name}
    return _build({"kind": "onnx", "model": pinned, "runtime": {"digest": model.runtime}}, options, {})


def _build(what: Mapping[str, object], options: SpecOptions, blobs: dict[str, BlobSource]) -> BuiltSpec:
    inputs: list[dict[str, object]] = []
    for path, source in options.inputs.items():
        blob = describe_blob(source)
        blobs[blob.digest] = source
        inputs.append({"path": path, "digest": blob.digest, "size": blob.size})
    limits = options.limits
    spec: dict[str, object] = {
        "version": 1,
        **what,
        "name": options.name,
        "arguments": list(options.arguments),
        "environment": dict(options.environment),
        "inputs": inputs,
        "limits": {
            "fuel": str(limits.fuel),
            "memoryMiB": limits.memory_mib,
            "wallSeconds": limits.wall_seconds,
            "outputBytes": limits.output_bytes,
        },
        "requirements": _given({"minMemoryMiB": options.min_memory_mib, "region": options.region}) or None,
        "seal": options.seal,
        "visibility": "private" if options.private else None,
        "metadata": None if options.metadata is None else dict(options.metadata),
    }
    parsed = read_spec(_given(spec))
    return BuiltSpec(parsed.spec, parsed.canonical, parsed.digest, blobs)


def _given(members: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value is not None}
