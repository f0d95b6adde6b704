"""Writing what came from outside into a folder, and nowhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from .errors import BadAnswerError


def inside(folder: Path, path: str) -> Path:
    """The file at a relative path below a folder. Whatever would lead out of it, a link on the way included, is
    refused."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path or not path.isprintable():
        raise BadAnswerError(f"it names a file that can't be written: {path[:80]!r}")
    file = folder.joinpath(*parts)
    root = folder.resolve()
    if not file.resolve().is_relative_to(root):
        raise BadAnswerError(f"it names a file outside of its folder: {path[:80]!r}")
    return file


def write_inside(folder: Path, path: str, data: bytes) -> Path:
    """Writes a file below a folder."""
    file = inside(folder, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file
