"""Manifests of models: canonical JSON, and its SHA-256 as the model version's identity."""

from __future__ import annotations

from collections.abc import Mapping

from .blob import blob_digest
from .canonical_json import canonical_json


def manifest_digest(manifest: Mapping[str, object]) -> str:
    """`sha256:…`: what jobs pin, and what is published on the chain. Raises QubixError NOT_CANONICAL."""
    return blob_digest(canonical_json(dict(manifest)).encode())
