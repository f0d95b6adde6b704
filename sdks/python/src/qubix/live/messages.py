"""Messages of live channels, read from what a stream brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..documents.decode import decode
from ..documents.job import JobEvent
from ..errors import ApiError, BadAnswerError
from ..errors.from_answer import error_from_answer


@dataclass(frozen=True, slots=True)
class StartsAfter:
    """Events after this number follow: what was asked for, or, after a loss, what there is."""

    seq: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """The hub is going away; come back after so many seconds."""

    seconds: float


Message = JobEvent | StartsAfter | Leaving | ApiError


def read_message(data: str) -> Message | None:
    """A message of a job's channel; None for what later hubs may send besides."""
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        raise BadAnswerError("a message of the stream is not JSON") from None
    message: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
    match message.get("type"):
        case "job-event":
            return decode(JobEvent, message.get("event"), "event")
        case "subscribed" | "reset":
            return StartsAfter(_count(message.get("from")))
        case "closing":
            return Leaving(_count(message.get("retryMs")) / 1000)
        case "problem":
            problem: object = message.get("problem")
            return error_from_answer(_status(problem), {}, json.dumps(problem).encode())
        case _:
            return None


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53:
        return value
    raise BadAnswerError("a message of the stream has no number where it must")


def _status(problem: object) -> int:
    status = cast("Mapping[str, Any]", problem).get("status") if isinstance(problem, dict) else None
    return status if isinstance(status, int) else 500
