"""A hub that says what a test wants it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from qubix import Qubix
from qubix.crypto import create_seed


@dataclass
class Received:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    handler: BaseHTTPRequestHandler = field(repr=False)

    def json(self, status: int, value: object, **headers: str) -> None:
        """Answers JSON."""
        self.bytes(status, json.dumps(value).encode(), **{"content-type": "application/json", **headers})

    def problem(self, status: int, code: str, **headers: str) -> None:
        """Answers a problem."""
        value = {
            "type": "x",
            "title": code.lower(),
            "status": status,
            "code": code,
            "hint": "Do it.",
            "requestId": "r1",
        }
        self.json(status, value, **headers)

    def bytes(self, status: int, content: bytes, **headers: str) -> None:
        """Answers bytes."""
        self.begin(status, **{"content-length": str(len(content)), **headers})
        if self.method != "HEAD":
            self.handler.wfile.write(content)

    def begin(self, status: int, **headers: str) -> None:
        """Begins an answer whose body the test writes itself."""
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def hang_up(self) -> None:
        """Breaks the connection."""
        self.handler.wfile.flush()
        self.handler.connection.close()
        self.handler.close_connection = True


Answer = Callable[[Received], None]


@dataclass
class Hub:
    """A running server, and what it was asked."""

    url: str
    received: list[Received]
    seed: str = field(default_factory=create_seed, repr=False)

    def client(self, **arguments: Any) -> Qubix:
        """A client of it, with a fresh identity."""
        return Qubix(hub=self.url, **{"seed": self.seed, **arguments})


NETWORK = {
    "id": "devnet",
    "name": "Devnet",
    "nodes": [{"host": "127.0.0.1", "port": 1}],
    "contract": {"index": 1},
    "ocInterface": 1,
    "arbitrator": "A" * 60,
    "tickOffset": 3,
    "tickMs": 100,
}
NETWORK_INFO = {
    "network": NETWORK,
    "hub": {"slot": 0, "identity": "A" * 60, "hot": "A" * 60, "fee": "100", "paused": False},
    "contractConfig": {},
    "chain": {"epoch": 1, "tick": 2, "halted": False},
    "versions": {"hub": "1", "protocol": 1},
    "limits": {"blobBytes": 1, "specBytes": 1},
}


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Hub]]:
    """Starts servers; `GET /network` is answered for them."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> Hub:
        received: list[Received] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                url = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Received(self.command, url.path, dict(parse_qsl(url.query)), headers, body, self)
                if url.path == "/api/v1/network":
                    return request.json(200, NETWORK_INFO)
                received.append(replace(request, body=b"") if len(body) > 1_000_000 else request)
                return answer(request)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (ConnectionError, ValueError):
                    self.close_connection = True

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Hub(f"http://127.0.0.1:{server.server_address[1]}", received)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """No test reads the profiles, keys and proxies of whoever runs it."""
    for name in ("HUB", "PROFILE", "WALLET", "PASSPHRASE", "SEED", "API_KEY"):
        monkeypatch.delenv(f"QUBIX_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUBIX_HOME", str(tmp_path / "qubix-home"))
