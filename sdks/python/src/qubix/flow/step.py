"""What both drivers have in common: how a flow takes one step, and how the ways of an HTTP client to fail are told."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx

from ..errors import BadAnswerError, HubUnreachableError
from ..transport.request import Answer, Request
from .effects import Close, Effect, Open, Read, Send

E = TypeVar("E")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A flow's end."""

    value: T


def step(flow: Generator[E, Any, T], outcome: object) -> E | Done[T]:
    """Hands a flow the outcome of its last effect, an exception as an exception, and returns what it wants next."""
    try:
        if isinstance(outcome, Exception):
            return flow.throw(outcome)
        return flow.send(outcome)
    except StopIteration as end:
        return Done(end.value)


def request_of(effect: Effect) -> Request | None:
    """The request that an effect is about."""
    match effect:
        case Send(request, _) | Open(request):
            return request
        case Read(body) | Close(body):
            return body.request
        case _:
            return None


def told(error: Exception, request: Request | None) -> Exception:
    """An error of the HTTP client as one of ours. Its text names no header, so nothing secret gets out."""
    if request is None or not isinstance(error, (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)):
        return error
    url = httpx.URL(request.url)
    reason = "it took too long" if isinstance(error, httpx.TimeoutException) else str(error) or type(error).__name__
    return HubUnreachableError(f"{url.scheme}://{url.netloc.decode('ascii')}", reason)


def answer_of(response: httpx.Response, body: bytes = b"") -> Answer:
    """Status and headers as plain data."""
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)


def check_encoding(response: httpx.Response) -> None:
    """Nothing compressed is asked for, and nothing is unpacked: a few bytes could become gigabytes."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise BadAnswerError("it is compressed, which was not asked for")


def check_length(length: int, limit: int) -> None:
    """No more is read than what was asked for can be."""
    if length > limit:
        raise BadAnswerError(f"it is longer than {limit} bytes")


def build(http: httpx.Client | httpx.AsyncClient, request: Request) -> httpx.Request:
    """The request as the HTTP client sends it. A connection must come soon, whatever the answer may take."""
    timeout = httpx.Timeout(request.timeout, connect=min(10.0, request.timeout))
    return http.build_request(
        request.method, request.url, headers=dict(request.headers), content=request.body, timeout=timeout
    )


def forget(response: httpx.Response) -> None:
    """Lets a closed response go at once. It and its stream hold one another, and the request with its body: a few large
    parts would wait in memory for the garbage collector."""
    response.stream = httpx.ByteStream(b"")
