"""Talks to one hub: every request of this SDK goes through here."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..auth.credentials import Credentials, Unsigned
from ..documents.decode import decode
from ..documents.document import Document
from ..documents.network import Network
from ..documents.page import Items, Page
from ..errors import ApiError, BadAnswerError
from ..errors.from_answer import error_from_answer
from ..flow.effects import Body, Emit, Flow, Stream, close, open_body, read, send
from ..version import PROTOCOL_HEADER, __version__, protocol_range
from .address import address
from .request import Answer, Request
from .retry import RetryPolicy, repeat
from .routes import GET_NETWORK, Route

D = TypeVar("D", bound=Document | None)

LARGEST_JSON = 32 * 1024 * 1024
_LARGEST_PROBLEM = 64 * 1024
_NOTHING: Any = None
_STALE = frozenset({"TOKEN_EXPIRED", "TOKEN_INVALID"})


@dataclass(slots=True)
class Hub:
    """A hub's address, and what every request to it has in common."""

    url: str
    credentials: Credentials | None = field(default=None, repr=False)
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    timeout: float = 30.0
    known_network: Network | None = field(default=None, repr=False)

    def network(self) -> Flow[Network]:
        """The network's definition: from the profile, or as the hub tells it."""
        if self.known_network is None:
            info = yield from self.call(GET_NETWORK)
            self.known_network = info.network
        return self.known_network

    def call(
        self,
        route: Route[D],
        params: Mapping[str, object] | None = None,
        *,
        query: Mapping[str, object] | None = None,
        body: object = None,
        timeout: float | None = None,
    ) -> Flow[D]:
        """A request and an answer of JSON, repeated where that may help. All tries have one Idempotency-Key, so that
        what an earlier one has done is not done again."""
        content = None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"content-type": "application/json"} if content is not None else {}
        if route.keyed:
            headers["idempotency-key"] = str(uuid.uuid4())

        def once() -> Flow[D]:
            request = Call(route, params or {}, query or {}, headers, content, timeout=timeout or self.timeout)
            answer = yield from self.exchange(request, LARGEST_JSON)
            if route.answer is type(None):
                return _NOTHING
            return decode(route.answer, parse_json(answer.body), route.name)

        return (yield from (once() if route.once else repeat(self.policy, once)))

    def pages(
        self, route: Route[Items], params: Mapping[str, object] | None = None, query: Mapping[str, object] | None = None
    ) -> Stream[Any]:
        """All items of a list, page by page as they are needed."""
        asked = dict(query or {})
        while True:
            page = yield from self.call(route, params, query=asked)
            for at, item in enumerate(page.items):
                yield Emit(decode(route.item, item, f"{route.name}.items[{at}]"))
            if not isinstance(page, Page) or page.cursor is None:
                return
            asked["cursor"] = page.cursor

    def exchange(self, call: Call, limit: int) -> Flow[Answer]:
        """One try. Raises the ApiError that the answer tells, unless it is a good one. Renews what says who asks,
        where the hub finds it too old."""
        request = yield from self._request(call)
        answer = yield from send(request, limit)
        if answer.ok:
            return answer
        error = error_from_answer(answer.status, answer.headers, answer.body)
        if (yield from self._renewed(error, request)):
            answer = yield from send((yield from self._request(call)), limit)
            if answer.ok:
                return answer
            error = error_from_answer(answer.status, answer.headers, answer.body)
        raise error

    def open(self, call: Call) -> Flow[Body]:
        """One try; the answer's body is then read by pieces."""
        request = yield from self._request(call)
        body, error = yield from self._opened(request)
        if error is not None and (yield from self._renewed(error, request)):
            body, error = yield from self._opened((yield from self._request(call)))
        if error is not None:
            raise error
        return body

    def _opened(self, request: Request) -> Flow[tuple[Body, ApiError | None]]:
        body = yield from open_body(request)
        if body.answer.ok:
            return body, None
        text = b""
        while len(text) < _LARGEST_PROBLEM and (piece := (yield from read(body))):
            text += piece
        yield from close(body)
        return body, error_from_answer(body.answer.status, body.answer.headers, text)

    def _request(self, call: Call) -> Flow[Request]:
        url = address(self.url, call.route, call.params, call.query)
        headers = {
            PROTOCOL_HEADER: protocol_range(),
            "user-agent": f"qubix-python/{__version__}",
            "accept-encoding": "identity",
            **call.headers,
        }
        if self.credentials is not None and not call.route.anonymous:
            digest = call.body_digest or hashlib.sha256(call.content or b"").hexdigest()
            unsigned = Unsigned(call.route.method, url, digest)
            authorization = yield from self.credentials.authorization(self, unsigned)
            if authorization is not None:
                headers["authorization"] = authorization
        return Request(call.route.method, url, headers, call.content, call.timeout)

    def _renewed(self, error: ApiError, request: Request) -> Flow[bool]:
        refused = request.headers.get("authorization")
        if self.credentials is None or refused is None or error.code not in _STALE:
            return False
        return (yield from self.credentials.renew(self, refused))


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a route, before anybody has answered for it."""

    route: Route[Any]
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    query: Mapping[str, object] = field(default_factory=dict[str, object])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content: bytes | None = field(default=None, repr=False)
    body_digest: str | None = None
    timeout: float = 30.0


def parse_json(body: bytes) -> object:
    """The JSON in an answer."""
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadAnswerError("it is not JSON") from None


def _no_constant(text: str) -> object:
    raise ValueError(f"{text} is not JSON")
