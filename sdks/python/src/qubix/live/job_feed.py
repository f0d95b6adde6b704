"""A job's events as they happen, over server-sent events, without a gap across broken connections."""

from __future__ import annotations

from collections import deque

from ..documents.job import JobEvent
from ..errors import ApiError, BadAnswerError, HubUnreachableError
from ..flow.effects import Body, Flow, close, read, sleep
from ..transport.hub import Call, Hub
from ..transport.retry import LONGEST_WAIT, is_passing
from ..transport.routes import JOB_STREAM
from .event_stream import EventStreamReader
from .messages import Leaving, StartsAfter, read_message

_SILENT_SECONDS = 100.0
"""The hub sends a sign of life more often than this."""
_FIRST_WAIT = 0.25
_LONGEST_AWAY = 60.0


class JobFeed:
    """Follows one job from after event number `after`."""

    def __init__(self, hub: Hub, key: str, after: int) -> None:
        self.last = after
        """Number of the last event that was given out."""
        self._hub = hub
        self._key = key
        self._body: Body | None = None
        self._patience = 0.0
        self._reader = EventStreamReader()
        self._waiting: deque[JobEvent] = deque()
        self._failures = 0
        self._away = 0.0

    def next(self, patience: float = _SILENT_SECONDS) -> Flow[JobEvent | None]:
        """The next event, or None when there was none in about that many seconds, or the connection broke: ask
        again."""
        if self._waiting:
            return self._take()
        patience = min(patience, _SILENT_SECONDS)
        try:
            yield from self._connect(patience)
            yield from self._receive()
        except (HubUnreachableError, ApiError, BadAnswerError) as error:
            yield from self._hang_up()
            if isinstance(error, ApiError) and not is_passing(error):
                raise
            yield from self._stay_away(patience)
        return self._take() if self._waiting else None

    def _take(self) -> JobEvent:
        event = self._waiting.popleft()
        self.last = event.seq
        return event

    def _connect(self, patience: float) -> Flow[None]:
        """A connection waits as long as the one who asks has patience: one that would wait longer is opened anew."""
        if self._body is not None and self._patience > patience:
            yield from self._hang_up()
        if self._body is None:
            call = Call(
                JOB_STREAM,
                {"key": self._key},
                {"after": self.last},
                {"accept": "text/event-stream"},
                timeout=max(patience / 2, 0.25),
            )
            self._body = yield from self._hub.open(call)
            self._patience, self._reader = call.timeout, EventStreamReader()

    def _receive(self) -> Flow[None]:
        assert self._body is not None
        piece = yield from read(self._body)
        if not piece:
            raise HubUnreachableError(self._hub.url, "the stream ended")
        self._failures = 0
        for block in self._reader.feed(piece):
            self._away = self._away if block.retry is None else block.retry
            if block.data is not None:
                self._note(block.data)

    def _note(self, data: str) -> None:
        message = read_message(data)
        newest = self._waiting[-1].seq if self._waiting else self.last
        match message:
            case JobEvent(seq=seq) if seq <= newest:
                pass
            case JobEvent(seq=seq) if seq == newest + 1:
                self._waiting.append(message)
            case JobEvent():
                raise BadAnswerError("the stream leaves events out")
            case StartsAfter(seq):
                self.last = seq if not self._waiting else self.last
            case Leaving(seconds):
                self._away = seconds
                raise HubUnreachableError(self._hub.url, "it is shutting down")
            case ApiError():
                raise message
            case None:
                pass

    def _hang_up(self) -> Flow[None]:
        if self._body is not None:
            yield from close(self._body)
        self._body = None

    def _stay_away(self, patience: float) -> Flow[None]:
        """Growing waits of random length, so that not all clients of a hub come back in the same moment."""
        self._failures += 1
        longest = min(LONGEST_WAIT, _FIRST_WAIT * 2**self._failures)
        wait = min(self._away, _LONGEST_AWAY) + longest * (1 + self._hub.policy.chance()) / 2
        self._away = 0.0
        yield from sleep(min(wait, patience))
