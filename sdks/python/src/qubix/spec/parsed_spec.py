"""Job specs as they are hashed and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from qubix.crypto import k12
from qubix.errors import QubixError

from .canonical_json import Json, canonical_json
from .job_spec import MAX_SPEC_BYTES, check_job_spec
from .parse_json import parse_json


@dataclass(frozen=True)
class ParsedSpec:
    """A spec that was checked. Nothing was added to it: the digest is of the document as it is sent."""

    spec: Mapping[str, Json]
    canonical: bytes
    """Canonical JSON: what is hashed, stored and handed to agents."""
    digest: str
    """K12 of `canonical`, hex."""


def parse_spec(source: bytes | str) -> ParsedSpec:
    """Reads a spec that came from outside.

    Raises:
        QubixError: JSON_TOO_LARGE, BAD_JSON, UNSUPPORTED_SPEC_VERSION, INVALID_SPEC.
    """
    return read_spec(parse_json(source, MAX_SPEC_BYTES))


def read_spec(value: object) -> ParsedSpec:
    """The same for a document that the caller's own code has made.

    Raises:
        QubixError: NOT_CANONICAL, JSON_TOO_LARGE, UNSUPPORTED_SPEC_VERSION, INVALID_SPEC.
    """
    version = _version_of(value)
    if isinstance(version, int | float) and not isinstance(version, bool) and version != 1:
        raise QubixError("UNSUPPORTED_SPEC_VERSION", f"Spec version {version} is unknown here; version 1 is.")
    canonical = canonical_json(value).encode()
    if len(canonical) > MAX_SPEC_BYTES:
        raise QubixError("JSON_TOO_LARGE", f"The spec has {len(canonical)} bytes, the limit is {MAX_SPEC_BYTES}.")
    # Read again, so that nobody who still holds the caller's document can change what was hashed.
    spec = parse_json(canonical, MAX_SPEC_BYTES)
    check_job_spec(spec)
    return ParsedSpec(cast("dict[str, Json]", spec), canonical, k12(canonical).hex())


def _version_of(value: object) -> object:
    return cast("dict[str, object]", value).get("version") if isinstance(value, dict) else None
