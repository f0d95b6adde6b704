"""When a request is repeated, and how long to wait before: told here and nowhere else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ..errors import ApiError, HubUnreachableError, QubixError
from ..flow.effects import Flow, sleep

T = TypeVar("T")

FIRST_WAIT = 0.2
LONGEST_WAIT = 5.0
LONGEST_RETRY_AFTER = 65.0
"""Longer than any window of a rate limit. What asks for more patience is told to the caller instead."""
_PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often to try what fails for a passing reason. Waits double, and half of each is left to chance."""

    attempts: int = 4
    chance: Callable[[], float] = random.random

    def wait_before_repeat(self, attempt: int, error: Exception) -> float | None:
        """Seconds to wait after so many attempts; None when it is of no use."""
        asked = error.retry_after or 0.0 if isinstance(error, ApiError) else 0.0
        if attempt >= self.attempts or not is_passing(error) or asked > LONGEST_RETRY_AFTER:
            return None
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2**attempt)
        return asked + longest * (1 + self.chance()) / 2


def is_passing(error: Exception) -> bool:
    """Whether the same request may succeed a little later."""
    if isinstance(error, ApiError):
        return error.status in _PASSING or error.code == "IDEMPOTENCY_IN_PROGRESS"
    return isinstance(error, HubUnreachableError)


def repeat(policy: RetryPolicy, make: Callable[[], Flow[T]], mark: Callable[[], object] = lambda: None) -> Flow[T]:
    """The outcome of `make`, tried as often as the policy says; tries are counted anew whenever `mark` has moved on.
    Every request of the API may be repeated, but for those routes that are marked `once`."""
    attempt, reached = 1, mark()
    while True:
        try:
            return (yield from make())
        except QubixError as error:
            attempt, reached = (1 if mark() != reached else attempt), mark()
            wait = policy.wait_before_repeat(attempt, error)
            if wait is None:
                raise
        yield from sleep(wait)
        attempt += 1
