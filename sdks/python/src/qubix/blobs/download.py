"""Downloads into files: in constant memory, going on where they stopped, checked against their digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..errors import ApiError, BadAnswerError, DigestMismatchError, HubUnreachableError
from ..flow.effects import Flow, close, offload, read
from ..progress import Progress, ProgressSink
from ..transport.hub import Call, Hub
from ..transport.retry import repeat
from ..transport.routes import BLOB_PIECES, GET_BLOB

_CHUNK = 1024 * 1024
_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A blob, and where it goes."""

    digest: str
    size: int
    file: Path

    @property
    def part(self) -> Path:
        """Where it grows. What an earlier try has left there is gone on with."""
        return self.file.with_name(f"{self.file.name}.part")

    @property
    def sha256(self) -> str:
        """The digest as addresses have it."""
        return self.digest.removeprefix("sha256:")


def download(hub: Hub, wanted: Wanted, tell: ProgressSink) -> Flow[None]:
    """Brings a blob into its file, unless it is there. Where the bytes are others than they should be, only bad
    pieces are fetched again."""
    if (yield from offload(partial(_has, wanted.file, wanted.digest, wanted.size))):
        tell(Progress(wanted.file.name, wanted.size, wanted.size))
        return
    start = yield from offload(partial(_begin, wanted))
    yield from _fetch(hub, wanted, start, wanted.size, tell)
    if not (yield from offload(partial(_has, wanted.part, wanted.digest, wanted.size))):
        yield from _mend(hub, wanted, tell)
    if not (yield from offload(partial(_has, wanted.part, wanted.digest, wanted.size))):
        wanted.part.unlink()
        raise DigestMismatchError(f"it sent other bytes under {wanted.digest}")
    wanted.part.replace(wanted.file)


def _mend(hub: Hub, wanted: Wanted, tell: ProgressSink) -> Flow[None]:
    """Fetches the pieces again that differ from what the hub says of them."""
    try:
        pieces = yield from hub.call(BLOB_PIECES, {"sha256": wanted.sha256}, timeout=_TIMEOUT)
    except ApiError:
        return
    if pieces.piece_size < 1 or len(pieces.digests) != -(-wanted.size // pieces.piece_size):
        raise BadAnswerError("its list of pieces does not fit the blob")
    for index, expected in enumerate(pieces.digests):
        start = index * pieces.piece_size
        end = min(start + pieces.piece_size, wanted.size)
        if (yield from offload(partial(_digest, wanted.part, start, end))) != expected:
            yield from _fetch(hub, wanted, start, end, tell)


def _fetch(hub: Hub, wanted: Wanted, start: int, end: int, tell: ProgressSink) -> Flow[None]:
    """Writes a span of the blob to its place; a broken connection is gone on with where it broke."""
    at = start

    def go_on() -> Flow[None]:
        nonlocal at
        if at == end:
            return
        headers = {"range": f"bytes={at}-{end - 1}"}
        call = Call(GET_BLOB, {"sha256": wanted.sha256}, headers=headers, timeout=_TIMEOUT)
        body = yield from hub.open(call)
        if body.answer.status != 206 and at > 0:
            raise BadAnswerError("it ignores ranges")
        broken: HubUnreachableError | None = None
        pending = bytearray()
        while at < end and broken is None:
            try:
                piece = yield from read(body)
            except HubUnreachableError as error:
                broken, piece = error, b""
            pending += piece
            if at + len(pending) > end:
                raise DigestMismatchError(f"it sent more bytes than announced under {wanted.digest}")
            if not piece and broken is None:
                broken = HubUnreachableError(hub.url, "the download broke off")
            if len(pending) >= _CHUNK or broken is not None or at + len(pending) == end:
                # What came before a break is kept.
                yield from offload(partial(_write, wanted.part, at, bytes(pending)))
                at += len(pending)
                pending.clear()
                tell(Progress(wanted.file.name, at, wanted.size))
        yield from close(body)
        if at < end and broken is not None:
            raise broken

    yield from repeat(hub.policy, go_on, lambda: at)


def _begin(wanted: Wanted) -> int:
    """How many bytes are there from an earlier try."""
    wanted.file.parent.mkdir(parents=True, exist_ok=True)
    with wanted.part.open("ab") as file:
        here = file.tell()
        if here > wanted.size:
            file.truncate(0)
    return here if here <= wanted.size else 0


def _write(file: Path, at: int, piece: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(piece)


def _digest(file: Path, start: int, end: int) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        opened.seek(start)
        while start < end and (piece := opened.read(min(_CHUNK, end - start))):
            digest.update(piece)
            start += len(piece)
    return digest.hexdigest()


def _has(file: Path, digest: str, size: int) -> bool:
    return file.is_file() and file.stat().st_size == size and f"sha256:{_digest(file, 0, size)}" == digest
