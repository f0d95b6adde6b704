"""What is uploaded: bytes, or a file that is read where it is needed, and again where a request has to be repeated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ..errors import InputError
from ..spec import BlobSource

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """A blob before it is uploaded. A file is never held in memory as a whole."""

    source: BlobSource
    sha256: str
    size: int

    @property
    def digest(self) -> str:
        """As specs and manifests name it."""
        return f"sha256:{self.sha256}"

    def read(self, start: int, length: int) -> bytes:
        """Some bytes of it."""
        if isinstance(self.source, bytes):
            return self.source[start : start + length]
        with self.source.open("rb") as file:
            file.seek(start)
            piece = file.read(length)
        if len(piece) != length:
            raise InputError(f"{self.source} became shorter while it was uploaded.")
        return piece


def content_of(source: BlobSource) -> Content:
    """Digest and size; a file is read once for that."""
    if isinstance(source, bytes):
        return Content(source, hashlib.sha256(source).hexdigest(), len(source))
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Content(source, digest.hexdigest(), size)
