"""What a job spec, version 1, must look like."""

from __future__ import annotations

from typing import cast

from . import shape
from .primitives import blob_digest, hex_32, label, relative_path, uint64_text

MAX_SPEC_BYTES = 256 * 1024
MAX_OUTPUT_BYTES = 256 * 1024 * 1024
_MAX_PROGRAM_BYTES = 64 * 1024 * 1024


def _without_nul(text: str) -> bool:
    return "\0" not in text


def _fuel(value: object, path: str) -> None:
    uint64_text(value, path)
    if value == "0":
        shape.refuse(path, "more than 0")


def _inputs(value: object, path: str) -> None:
    _input_list(value, path)
    paths = [entry["path"] for entry in cast("list[dict[str, str]]", value)]
    if len(set(paths)) != len(paths):
        shape.refuse(path, "a list that has each path once")


_input_list = shape.array(
    shape.document({"path": relative_path, "digest": blob_digest, "size": shape.integer()}), most=256
)
_argument = shape.text(most=32_768, fits=_without_nul, wanted="a text without NUL")

_REQUIRED: dict[str, shape.Check] = {
    "version": shape.one_of(1),
    "arguments": shape.array(_argument, most=256),
    "environment": shape.mapping(
        shape.pattern(r"[A-Za-z_][A-Za-z0-9_]{0,127}", "a name of letters, digits and _"), _argument, most=256
    ),
    "inputs": _inputs,
    "limits": shape.document(
        {
            "fuel": _fuel,
            "memoryMiB": shape.integer(1, 4096),
            "wallSeconds": shape.integer(1, 86_400),
            "outputBytes": shape.integer(0, MAX_OUTPUT_BYTES),
        }
    ),
    "seal": hex_32,
}
_OPTIONAL: dict[str, shape.Check] = {
    "name": label(128),
    "requirements": shape.document(
        {},
        {
            "minMemoryMiB": shape.integer(1, 2**32 - 1),
            "region": shape.pattern(r"[a-z0-9-]{1,32}", "1 to 32 of a-z, 0-9 and -"),
        },
    ),
    "visibility": shape.one_of("public", "private"),
    "metadata": shape.mapping(
        shape.pattern(r"[A-Za-z0-9_.-]{1,64}", "1 to 64 letters, digits, _ . -"),
        shape.text(most=1024),
        most=2**32,
    ),
}
_BY_KIND: dict[str, dict[str, shape.Check]] = {
    "wasm": {
        "kind": shape.one_of("wasm"),
        "program": shape.document({"digest": blob_digest, "size": shape.integer(8, _MAX_PROGRAM_BYTES)}),
    },
    "onnx": {
        "kind": shape.one_of("onnx"),
        "model": shape.document({"manifest": blob_digest}, {"namespace": label(64), "name": label(128)}),
        "runtime": shape.document({"digest": blob_digest}),
    },
}
_CHECKS = {kind: shape.document({**_REQUIRED, **parts}, _OPTIONAL) for kind, parts in _BY_KIND.items()}


def check_job_spec(spec: object) -> None:
    """Raises QubixError INVALID_SPEC naming the first member that is wrong."""
    if not isinstance(spec, dict):
        shape.refuse("$", "an object")
    kind = cast("dict[str, object]", spec).get("kind")
    if not isinstance(kind, str) or kind not in _CHECKS:
        shape.refuse("$.kind", " or ".join(repr(known) for known in _CHECKS))
    _CHECKS[kind](cast("object", spec), "$")
