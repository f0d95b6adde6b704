"""All errors of this package. Catch `QubixError` for any, a status's class for a kind, a code's class for one."""

from .api import (
    ApiError,
    AuthenticationError,
    BadRequestError,
    ClientError,
    ConflictError,
    GoneError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnprocessableError,
)
from .base import QubixError
from .local import (
    BadAnswerError,
    ConfigError,
    DigestMismatchError,
    HubUnreachableError,
    InputError,
    JobFailedError,
    MissingExtraError,
    NotBoughtError,
    ResultNotReadyError,
    WaitTimeoutError,
)

__all__ = [
    "ApiError",
    "AuthenticationError",
    "BadAnswerError",
    "BadRequestError",
    "ClientError",
    "ConfigError",
    "ConflictError",
    "DigestMismatchError",
    "GoneError",
    "HubUnreachableError",
    "InputError",
    "JobFailedError",
    "MissingExtraError",
    "NotBoughtError",
    "NotFoundError",
    "PermissionDeniedError",
    "QubixError",
    "RateLimitError",
    "ResultNotReadyError",
    "ServerError",
    "UnprocessableError",
    "WaitTimeoutError",
]
