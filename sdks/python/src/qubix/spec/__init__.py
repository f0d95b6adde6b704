"""Job specs: strict JSON, its digest, and building specs for programs and models."""

from .blob import Blob, BlobSource, blob_digest, describe_blob
from .build_spec import BuiltSpec, Limits, PinnedModel, SpecOptions, build_onnx_spec, build_wasm_spec
from .canonical_json import Json, canonical_json
from .manifest import manifest_digest
from .parse_json import parse_json
from .parsed_spec import ParsedSpec, parse_spec, read_spec

__all__ = [
    "Blob",
    "BlobSource",
    "BuiltSpec",
    "Json",
    "Limits",
    "ParsedSpec",
    "PinnedModel",
    "SpecOptions",
    "blob_digest",
    "build_onnx_spec",
    "build_wasm_spec",
    "canonical_json",
    "describe_blob",
    "manifest_digest",
    "parse_json",
    "parse_spec",
    "read_spec",
]
