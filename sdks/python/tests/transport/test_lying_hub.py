"""Hubs that lie, break off, or send what nobody can use."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from qubix.errors import ApiError, BadAnswerError, HubUnreachableError, NotFoundError, QubixError
from qubix.errors.problems import JobNotFoundError, RateLimitedError

Serve = Callable[[Callable[[Any], None]], Any]
KEY = "ab" * 32


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[1]", b'{"key": 5}', b"null", b"{", b"[" * 100_000, b'{"escrow": NaN}', b"\xff\xfe", b'"text"'],
)
def test_what_is_no_answer_is_refused(serve: Serve, content: bytes) -> None:
    hub = serve(lambda request: request.bytes(200, content))
    with hub.client() as client, pytest.raises(BadAnswerError):
        client.jobs.get(KEY)
    assert len(hub.received) == 1


def test_an_endless_answer_is_cut_off(serve: Serve) -> None:
    def flood(request: Any) -> None:
        request.begin(200, transfer_encoding="chunked")
        piece = b"[" * 65_536
        for _ in range(600):
            request.handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))

    hub = serve(flood)
    with hub.client() as client, pytest.raises(BadAnswerError, match="longer than"):
        client.jobs.get(KEY)


def test_nothing_is_unpacked(serve: Serve) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    hub = serve(lambda request: request.bytes(200, bomb, content_encoding="gzip"))
    with hub.client() as client, pytest.raises(BadAnswerError, match="compressed"):
        client.jobs.get(KEY)
    assert hub.received[0].headers["accept-encoding"] == "identity"


def test_redirections_are_not_followed(serve: Serve) -> None:
    hub = serve(lambda request: request.bytes(302, b"", location="http://127.0.0.1:1/steal"))
    with hub.client() as client, pytest.raises(ApiError) as caught:
        client.jobs.get(KEY)
    assert caught.value.status == 302


def test_a_problem_is_told_with_code_hint_and_request(serve: Serve) -> None:
    hub = serve(lambda request: request.problem(404, "JOB_NOT_FOUND"))
    with hub.client() as client, pytest.raises(JobNotFoundError) as caught:
        client.jobs.get(KEY)
    assert isinstance(caught.value, NotFoundError)
    assert (caught.value.code, caught.value.hint, caught.value.request_id) == ("JOB_NOT_FOUND", "Do it.", "r1")
    assert "r1" in str(caught.value)


def test_a_problem_of_a_later_version_still_has_its_status(serve: Serve) -> None:
    hub = serve(lambda request: request.problem(404, "SOMETHING_NEW"))
    with hub.client() as client, pytest.raises(NotFoundError) as caught:
        client.jobs.get(KEY)
    assert caught.value.code == "SOMETHING_NEW"


def test_what_a_proxy_says_is_told_by_its_status(serve: Serve) -> None:
    hub = serve(lambda request: request.bytes(502, b"<html>bad gateway</html>"))
    with hub.client(attempts=1) as client, pytest.raises(ApiError) as caught:
        client.jobs.get(KEY)
    assert caught.value.code == "HTTP_502"


def test_repeats_carry_the_same_idempotency_key_and_another_signature(serve: Serve) -> None:
    def answer(request: Any) -> None:
        match len(hub.received):
            case 1:
                request.problem(409, "IDEMPOTENCY_IN_PROGRESS", retry_after="0")
            case 2:
                request.hang_up()
            case _:
                request.json(
                    201, {"id": "1", "prefix": "q", "name": "n", "scopes": [], "createdAt": 1, "key": "qbx_secret"}
                )

    hub = serve(answer)
    with hub.client() as client:
        made = client.api_keys.create("n", scopes=["jobs:read"])
    assert "secret" not in repr(made)
    assert len({one.headers["idempotency-key"] for one in hub.received}) == 1
    assert len({one.headers["authorization"] for one in hub.received}) == 3


def test_too_much_patience_is_not_had(serve: Serve) -> None:
    hub = serve(lambda request: request.problem(429, "RATE_LIMITED", retry_after="3600"))
    with hub.client() as client, pytest.raises(RateLimitedError) as caught:
        client.jobs.get(KEY)
    assert caught.value.retry_after == 3600
    assert len(hub.received) == 1


def test_nobody_there() -> None:
    from qubix import Qubix

    with Qubix(hub="http://127.0.0.1:1", attempts=1) as client, pytest.raises(HubUnreachableError):
        client.network.get()


def test_lists_are_read_page_by_page_as_far_as_wanted(serve: Serve) -> None:
    def answer(request: Any) -> None:
        page = int(request.query.get("cursor", 0))
        item = {
            **{"key": f"{page:064x}", "kind": "wasm", "requester": "A" * 60, "state": "settled", "replicas": 1},
            **{"escrow": "12345678901234567890", "createdAt": 1, "updatedAt": 2},
        }
        request.json(200, {"items": [item, item], **({"cursor": str(page + 1)} if page < 2 else {})})

    hub = serve(answer)
    with hub.client() as client:
        jobs = list(client.jobs.list(state=["settled", "failed"]))
        assert len(jobs) == 6
        assert jobs[0].escrow == 12345678901234567890
        assert [one.query.get("cursor") for one in hub.received] == [None, "1", "2"]
        assert hub.received[0].query["state"] == "settled,failed"
        next(iter(client.jobs.list()))
    assert len(hub.received) == 4


def test_nothing_secret_is_told(serve: Serve) -> None:
    hub = serve(lambda request: request.problem(401, "SIGNATURE_INVALID"))
    with hub.client() as client:
        told = repr(client) + repr(client.jobs) + repr(client._core)
        with pytest.raises(QubixError) as caught:
            client.account.get()
        told += repr(caught.value) + str(caught.value)
    assert hub.seed not in told
    assert "signature=" not in told
