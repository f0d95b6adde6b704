"""What goes wrong on this side, or on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import QubixError

if TYPE_CHECKING:
    from ..documents.job import Job


class HubUnreachableError(QubixError):
    """No answer: the hub is down, or the network between."""

    def __init__(self, hub: str, reason: str) -> None:
        super().__init__(
            "HUB_UNREACHABLE",
            f"The hub at {hub} does not answer: {reason}. Check the address and that the hub runs, then try again.",
        )


class BadAnswerError(QubixError):
    """An answer that can't be what was asked for: too long, no JSON, of another shape, or other bytes than their
    digest."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "BAD_ANSWER",
            f"The hub's answer can't be used: {what}. It may have another version: update qubix, or use another hub.",
        )


class DigestMismatchError(BadAnswerError):
    """Bytes that differ from the digest under which they were asked for."""


class ConfigError(QubixError):
    """Something that has to be known is missing or malformed: hub, profile, wallet, passphrase."""


class InputError(QubixError):
    """What was passed can't be sent. Nothing was sent, and nothing was paid."""

    def __init__(self, message: str) -> None:
        super().__init__("INVALID_INPUT", message)


class MissingExtraError(QubixError):
    """A package that this needs is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__("MISSING_PACKAGE", f'This needs {package}. Install it: pip install "qubix[{extra}]".')


class WaitTimeoutError(QubixError):
    """A job took longer than one wanted to wait. It goes on; wait for it again by its key."""

    def __init__(self, job: Job) -> None:
        super().__init__("WAIT_TIMEOUT", f"The job {job.key} is still {job.state}; it goes on without you.")
        self.job = job


class JobFailedError(QubixError):
    """A job ended without a result, or its program failed. `job.close_reason` and `outcome` say how."""

    def __init__(self, job: Job, outcome: str, message: str) -> None:
        super().__init__("JOB_FAILED", message)
        self.job = job
        self.outcome = outcome


class NotBoughtError(QubixError):
    """Access to a model was not bought, and nothing was paid.

    Codes: NOT_FOR_SALE, ACCESS_TOO_DEAR, INSUFFICIENT_FUNDS.
    """


class ResultNotReadyError(QubixError):
    """A job has no result that could be opened yet."""

    def __init__(self, job: Job) -> None:
        super().__init__(
            "NO_RESULT_YET", f"The job {job.key} is {job.state}; no result is revealed. Wait for it first."
        )
        self.job = job
