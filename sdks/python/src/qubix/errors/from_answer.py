"""From what a hub sent to the exception that says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from .api import ApiError, class_of_status
from .problems import PROBLEMS

_TOLD = ("type", "title", "status", "code", "detail", "hint", "instance", "requestId")
_LONGEST_TEXT = 2_000


def error_from_answer(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """The error that an answer tells: a problem document (RFC 9457), or whatever a proxy in between sent."""
    retry_after = _seconds(headers.get("retry-after", ""))
    problem = _parse(body)
    request_id = _text(problem.get("requestId")) or headers.get("x-request-id")
    code = _text(problem.get("code"))
    if not code:
        return class_of_status(status)(
            f"HTTP_{status}",
            f"The hub answered with status {status}.",
            status=status,
            hint="Try again; check the hub's address.",
            request_id=request_id,
            retry_after=retry_after,
        )
    return PROBLEMS.get(code, class_of_status(status))(
        code,
        _text(problem.get("detail")) or _text(problem.get("title")) or code,
        status=status,
        hint=_text(problem.get("hint")),
        request_id=request_id,
        retry_after=retry_after,
        details={name: value for name, value in problem.items() if name not in _TOLD},
    )


def _parse(body: bytes) -> dict[str, Any]:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _seconds(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
