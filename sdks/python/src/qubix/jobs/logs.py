"""What a job writes to stdout and stderr, opened with the requester's key."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

from ..core import Core
from ..documents.job import JobEvent, LogPage, SealedChunk
from ..errors import BadAnswerError
from ..flow.effects import Emit, Flow, Stream, offload
from ..live.job_feed import JobFeed
from ..sealing import AttemptContext, derive_seal_key_pair, open_log_chunk
from ..transport.routes import GET_JOB, JOB_EVENTS, JOB_LOGS

_PAGE = 200
_EVENTS = 1_000


@dataclass(frozen=True, slots=True)
class LogLine:
    """A piece of log as the program wrote it: often a line, with its line break."""

    attempt: int
    seq: int
    stream: str
    """`stdout` or `stderr`."""
    time: datetime
    text: str


def logs(core: Core, key: str, *, attempt: int | None, follow: bool) -> Stream[LogLine]:
    """The pieces there are; with `follow` also those that come until the job has ended."""
    key_pair = yield from core.key_pair()
    secret = (yield from offload(lambda: derive_seal_key_pair(key_pair.subseed))).secret_key
    cursor: str | None = None
    feed: JobFeed | None = None
    while True:
        # Asked before the logs: what was written before the end is then read in any case.
        job = yield from core.hub.call(GET_JOB, {"key": key})
        while True:
            query = {"limit": _PAGE, "attempt": attempt, "cursor": cursor}
            page: LogPage = yield from core.hub.call(JOB_LOGS, {"key": key}, query=query)
            for chunk in page.chunks:
                yield Emit((yield from offload(_opener(key, chunk, secret))))
            cursor = page.cursor or cursor
            if not page.chunks or page.cursor is None:
                break
        if not follow or job.ended:
            return
        feed = feed or JobFeed(core.hub, key, job.last_event)
        yield from _until_more(feed)


def _until_more(feed: JobFeed) -> Flow[None]:
    """Until there is more log, or the job's state has changed; or nothing was heard for a while."""
    while True:
        event = yield from feed.next()
        if event is None or event.type in ("log", "state", "receipt"):
            return


def _opener(key: str, chunk: SealedChunk, secret: bytes) -> Callable[[], LogLine]:
    def opened() -> LogLine:
        try:
            sealed, ephemeral = base64.b64decode(chunk.chunk, validate=True), bytes.fromhex(chunk.ephemeral)
        except ValueError:
            raise BadAnswerError("a piece of log is malformed") from None
        found = open_log_chunk(
            sealed,
            seq=chunk.seq,
            ephemeral=ephemeral,
            secret_key=secret,
            context=AttemptContext(bytes.fromhex(key), chunk.attempt),
        )
        moment = datetime.fromtimestamp(found.time / 1000, timezone.utc)
        return LogLine(chunk.attempt, chunk.seq, found.stream, moment, found.data.decode(errors="replace"))

    return opened


def events(core: Core, key: str, *, after: int, follow: bool) -> Stream[JobEvent]:
    """The job's events after a number; with `follow` also those that come until it has ended."""
    while True:
        page = yield from core.hub.call(JOB_EVENTS, {"key": key}, query={"after": after, "limit": _EVENTS})
        for event in page.events:
            yield Emit(event)
            after = event.seq
        if not page.events or after >= page.last:
            break
    if not follow:
        return
    job = yield from core.hub.call(GET_JOB, {"key": key})
    feed = JobFeed(core.hub, key, after)
    while not job.ended or after < job.last_event:
        event = yield from feed.next()
        if event is not None:
            yield Emit(event)
            after = event.seq
        if event is None or event.type == "receipt":
            job = yield from core.hub.call(GET_JOB, {"key": key})
