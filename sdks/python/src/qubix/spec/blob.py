"""Blobs: bytes under their SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

BlobSource: TypeAlias = bytes | Path
"""Bytes, or a file of any size, which is read piece by piece."""

_PIECE = 1 << 20


@dataclass(frozen=True)
class Blob:
    """What a spec says about a blob."""

    digest: str
    """`sha256:` and 64 hex digits."""
    size: int


def describe_blob(source: BlobSource) -> Blob:
    """Digest and size. Raises OSError for a file that can't be read."""
    if isinstance(source, bytes):
        return Blob(f"sha256:{hashlib.sha256(source).hexdigest()}", len(source))
    hasher, size = hashlib.sha256(), 0
    with source.open("rb") as file:
        while piece := file.read(_PIECE):
            hasher.update(piece)
            size += len(piece)
    return Blob(f"sha256:{hasher.hexdigest()}", size)


def blob_digest(source: BlobSource) -> str:
    """`sha256:` and 64 hex digits."""
    return describe_blob(source).digest
