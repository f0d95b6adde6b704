"""What a hub answers instead of what was asked for: one class for each status, and below them one for each code."""

from __future__ import annotations

from collections.abc import Mapping

from .base import QubixError


class ApiError(QubixError):
    """A hub said no. `code` names the reason, `hint` says what to do next, `request_id` is what its operator asks
    for."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int,
        hint: str = "",
        request_id: str | None = None,
        retry_after: float | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code, message, details=details)
        self.status = status
        self.hint = hint
        self.request_id = request_id
        self.retry_after = retry_after
        """Seconds that the hub asks to wait before a repeat."""

    def __str__(self) -> str:
        """The message, what to do, and what to quote when asking for help."""
        request = f" (request {self.request_id})" if self.request_id else ""
        return " ".join(part for part in (f"{self.code}: {self.message}", self.hint) if part) + request


class BadRequestError(ApiError):
    """400: the request is malformed."""


class AuthenticationError(ApiError):
    """401: the hub does not know who asks."""


class PermissionDeniedError(ApiError):
    """403: it knows, and they may not."""


class NotFoundError(ApiError):
    """404: not there, or not for whoever asks."""


class ConflictError(ApiError):
    """409: not in the state that things are in."""


class GoneError(ApiError):
    """410: no longer kept."""


class UnprocessableError(ApiError):
    """422: well-formed, and still not acceptable."""


class RateLimitError(ApiError):
    """429: too many requests; `retry_after` says how long to wait."""


class ClientError(ApiError):
    """Any other status from 400 to 499."""


class ServerError(ApiError):
    """500 and above: the hub or something behind it failed."""


BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    422: UnprocessableError,
    429: RateLimitError,
}


def class_of_status(status: int) -> type[ApiError]:
    """The class for a status that no code refines."""
    return BY_STATUS.get(status, ServerError if status >= 500 else ClientError)
