"""When requests are repeated: flows driven by hand, without sockets and clocks."""

from __future__ import annotations

from typing import Any

import pytest

from qubix.errors import ApiError, BadAnswerError, HubUnreachableError
from qubix.flow.effects import Effect, Flow, Sleep, sleep
from qubix.transport.retry import LONGEST_WAIT, RetryPolicy, repeat

POLICY = RetryPolicy(attempts=4, chance=lambda: 1.0)


def sleeps(flow: Flow[Any]) -> tuple[list[float], Any]:
    """Runs a flow that only sleeps; what it slept, and its outcome or error."""
    slept: list[float] = []
    while True:
        try:
            effect: Effect = next(flow)
        except StopIteration as end:
            return slept, end.value
        except Exception as error:
            return slept, error
        assert isinstance(effect, Sleep)
        slept.append(effect.seconds)


def failing(*errors: Exception) -> Any:
    """A flow's maker that fails like this before it succeeds."""
    left = list(errors)

    def make() -> Flow[str]:
        yield from ()
        if left:
            raise left.pop(0)
        return "done"

    return make


def api(status: int, code: str = "X", retry_after: float | None = None) -> ApiError:
    return ApiError(code, "told", status=status, retry_after=retry_after)


def test_what_passes_is_repeated_with_doubling_waits() -> None:
    gone = HubUnreachableError("http://hub", "refused")
    assert sleeps(repeat(POLICY, failing(gone, api(503), api(502)))) == ([0.4, 0.8, 1.6], "done")


def test_half_of_a_wait_is_chance() -> None:
    assert RetryPolicy(chance=lambda: 0.0).wait_before_repeat(1, api(503)) == pytest.approx(0.2)
    assert RetryPolicy(attempts=99).wait_before_repeat(50, api(503)) <= LONGEST_WAIT


def test_a_hub_may_ask_for_patience_but_not_for_too_much() -> None:
    slept, outcome = sleeps(repeat(POLICY, failing(api(429, retry_after=7))))
    assert (slept, outcome) == ([7.4], "done")
    slept, outcome = sleeps(repeat(POLICY, failing(api(429, retry_after=3600))))
    assert slept == []
    assert isinstance(outcome, ApiError)


@pytest.mark.parametrize("error", [api(404), api(409), api(500), BadAnswerError("it is not JSON")])
def test_what_stays_is_told_at_once(error: Exception) -> None:
    assert sleeps(repeat(POLICY, failing(error))) == ([], error)


def test_a_request_that_is_still_being_served_is_repeated() -> None:
    assert sleeps(repeat(POLICY, failing(api(409, "IDEMPOTENCY_IN_PROGRESS", 1))))[1] == "done"


def test_the_last_error_is_told() -> None:
    slept, outcome = sleeps(repeat(POLICY, failing(*[api(503)] * 9)))
    assert len(slept) == POLICY.attempts - 1
    assert isinstance(outcome, ApiError)


def test_tries_are_counted_anew_while_there_is_progress() -> None:
    reached = 0

    def make() -> Flow[str]:
        nonlocal reached
        yield from sleep(0)
        if reached == 10:
            return "done"
        reached += 1
        raise HubUnreachableError("http://hub", "it broke off")

    assert sleeps(repeat(RetryPolicy(attempts=2), make, lambda: reached))[1] == "done"
