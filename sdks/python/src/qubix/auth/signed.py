"""Requests that are signed one by one, as docs/security.md describes."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..crypto import KeyPair, k12, sign
from ..flow.effects import Flow, offload
from .credentials import Unsigned
from .wallet import Wallet

if TYPE_CHECKING:
    from ..transport.hub import Hub


class SignedCredentials:
    """Signs each request with the wallet's key. Where it can't be opened, requests go out as nobody's."""

    def __init__(self, wallet: Wallet) -> None:
        self._wallet = wallet

    def authorization(self, hub: Hub, request: Unsigned) -> Flow[str | None]:
        """A header that is good for two minutes, once."""
        if not self._wallet.can_sign:
            return None
        network = yield from hub.network()
        key_pair = yield from self._wallet.key_pair()
        nonce, now = secrets.token_hex(16), time.time_ns() // 1_000_000
        return (yield from offload(lambda: signed_header(key_pair, network.id, request, nonce, now)))

    def renew(self, hub: Hub, refused: str) -> Flow[bool]:
        """Each header is new anyway."""
        yield from ()
        return False


def signed_header(key_pair: KeyPair, network: str, request: Unsigned, nonce: str, now: int) -> str:
    """The header for one request. What is signed is tagged and names network and origin, so that it is of no use
    elsewhere."""
    text = request_text(network, request, nonce, now)
    signature = sign(key_pair, k12(text.encode())).hex()
    return f"Qubic v1 identity={key_pair.identity},time={now},nonce={nonce},signature={signature}"


def request_text(network: str, request: Unsigned, nonce: str, now: int) -> str:
    """The text whose K12 is signed."""
    url = urlsplit(request.url)
    path = f"{url.path}?{url.query}" if url.query else url.path
    lines = [
        "QUBIX_REQUEST_V1",
        network,
        origin_of(request.url),
        request.method,
        path,
        request.body_digest,
        nonce,
        str(now),
    ]
    return "\n".join(lines)


def origin_of(url: str) -> str:
    """Host and port as they stand in the Host header: `hub.example:8080`, without the port where it is the scheme's
    own."""
    parts = urlsplit(url)
    own = {"http": 80, "https": 443}.get(parts.scheme)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, own) else f"{host}:{parts.port}"
