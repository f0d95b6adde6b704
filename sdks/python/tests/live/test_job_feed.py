"""Following a job across broken connections."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from qubix.errors import BadAnswerError, WaitTimeoutError
from qubix.errors.problems import JobNotFoundError

Serve = Callable[[Callable[[Any], None]], Any]
KEY = "ab" * 32
AMOUNTS = dict.fromkeys(("escrow", "priceCap", "royalty", "hubFee", "protocolFee", "minStake"), "0")


def job(last: int, state: str = "running", **more: Any) -> dict[str, Any]:
    return {
        **{"key": KEY, "kind": "wasm", "requester": "A" * 60, "state": state, "replicas": 1, **AMOUNTS},
        **{
            "createdAt": 1,
            "updatedAt": 2,
            "specDigest": "0" * 64,
            "spec": "{}",
            "hub": 0,
            "quorum": 1,
            "providers": [],
        },
        **{"startPolicy": "assigned", "createBy": 1, "deadline": 2, "lastEvent": last, "attempts": []},
        "transactions": [],
        **more,
    }


def event(seq: int, kind: str = "log") -> bytes:
    body = {"type": kind, "attempt": 1, "from": 1, "to": 1}
    message = {"type": "job-event", "key": KEY, "event": {"seq": seq, "time": 1, "body": body}}
    return f"id: {seq}\ndata: {json.dumps(message)}\n\n".encode()


def stream(request: Any, *pieces: bytes) -> None:
    request.begin(200, content_type="text/event-stream", connection="close")
    request.handler.wfile.write(b"".join(pieces))
    request.handler.wfile.flush()


def test_it_goes_on_where_a_connection_broke(serve: Serve) -> None:
    asked: list[str] = []

    def answer(request: Any) -> None:
        if request.path.endswith("/events"):
            return request.json(200, {"events": [], "last": 0})
        if not request.path.endswith("/stream"):
            return request.json(
                200,
                job(
                    5,
                    *(["settled"] if len(asked) > 2 else []),
                    **({"closeReason": "verified"} if len(asked) > 2 else {}),
                ),
            )
        asked.append(request.query["after"])
        match len(asked):
            case 1:
                stream(request, b"retry: 1\n\n", event(1), event(2), event(3)[:40])
                request.hang_up()
            case 2:
                request.problem(503, "SHUTTING_DOWN")
            case _:
                stream(request, event(2), event(3), event(4), event(5, "receipt"))
        return None

    hub = serve(answer)
    with hub.client() as client:
        assert [one.seq for one in client.jobs.events(KEY, follow=True)] == [1, 2, 3, 4, 5]
    assert asked == ["0", "2", "2"]


def test_a_gap_is_asked_for_again(serve: Serve) -> None:
    asked: list[str] = []

    def answer(request: Any) -> None:
        if request.path.endswith("/events"):
            return request.json(200, {"events": [], "last": 0})
        if not request.path.endswith("/stream"):
            return request.json(200, job(3, "settled", closeReason="verified"))
        asked.append(request.query["after"])
        stream(request, event(1), event(3)) if len(asked) == 1 else stream(request, event(2), event(3))
        return None

    hub = serve(answer)
    with hub.client() as client:
        assert [one.seq for one in client.jobs.events(KEY, follow=True)] == [1, 2, 3]
    assert asked == ["0", "1"]


def test_waiting_ends_in_time_when_nothing_happens(serve: Serve) -> None:
    def answer(request: Any) -> None:
        if request.path.endswith("/stream"):
            stream(request, b": quiet\n\n")
            time.sleep(3)
        else:
            request.json(200, job(0))

    hub = serve(answer)
    with hub.client() as client, pytest.raises(WaitTimeoutError) as caught:
        client.jobs.wait(KEY, timeout=1)
    assert caught.value.job.state == "running"


def test_what_will_never_come_is_told(serve: Serve) -> None:
    def answer(request: Any) -> None:
        if request.path.endswith("/stream"):
            request.problem(404, "JOB_NOT_FOUND")
        else:
            request.json(200, job(0))

    hub = serve(answer)
    with hub.client() as client, pytest.raises(JobNotFoundError):
        client.jobs.wait(KEY, timeout=30)


def test_nonsense_in_a_stream_does_not_hide_the_job(serve: Serve) -> None:
    def answer(request: Any) -> None:
        if request.path.endswith("/stream"):
            stream(request, b"data: {{{\n\n")
        elif sum(one.path.endswith("/stream") for one in hub.received) < 2:
            request.json(200, job(0))
        else:
            request.json(200, job(1, "settled", closeReason="verified"))

    hub = serve(answer)
    with hub.client() as client:
        assert client.jobs.wait(KEY, timeout=30).succeeded


def test_a_job_that_is_none_is_refused(serve: Serve) -> None:
    hub = serve(lambda request: request.json(200, {**job(0), "escrow": "1e5"}))
    with hub.client() as client, pytest.raises(BadAnswerError, match=r"getJob\.escrow"):
        client.jobs.wait(KEY)
