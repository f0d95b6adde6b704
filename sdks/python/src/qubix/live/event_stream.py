"""Server-sent events: from bytes to blocks."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import BadAnswerError

_LONGEST_LINE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StreamBlock:
    """What stands in a block of what is used here. A comment is an empty block: a sign of life."""

    data: str | None = None
    retry: float | None = None
    """Seconds to stay away before coming back."""


class EventStreamReader:
    """Takes bytes as they come, gives whole blocks. Lines may end with `\\n` or `\\r\\n`, and be cut anywhere."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._data: list[str] = []
        self._retry: float | None = None

    def feed(self, piece: bytes) -> Iterator[StreamBlock]:
        """The blocks that this piece completes."""
        *lines, self._rest = (self._rest + self._decoder.decode(piece)).split("\n")
        if len(self._rest) > _LONGEST_LINE:
            raise BadAnswerError("a line of the stream is too long")
        for ended in lines:
            line = ended.removesuffix("\r")
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "data":
                self._data.append(value)
            elif field == "retry" and value.isascii() and value.isdigit() and len(value) < 9:
                self._retry = int(value) / 1000
            if line == "":
                yield StreamBlock("\n".join(self._data) if self._data else None, self._retry)
                self._data, self._retry = [], None
