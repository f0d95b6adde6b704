"""Who asks: signed requests, sessions, keys; and hubs that want something else signed."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qubix.auth.credentials import Unsigned
from qubix.auth.signed import origin_of, request_text
from qubix.auth.token_store import FileTokens
from qubix.crypto import k12, public_key_from_identity, verify
from qubix.documents.account import Tokens
from qubix.documents.decode import decode
from qubix.errors import BadAnswerError

Serve = Callable[[Callable[[Any], None]], Any]
HEADER = re.compile(r"Qubic v1 identity=([A-Z]{60}),time=([0-9]+),nonce=([0-9a-f]{32}),signature=([0-9a-f]{128})")
TEXT = """QUBIX_SIGN_IN_V1
{origin} wants you to sign in with your Qubic identity.
This proves who you are, and nothing else: it moves no money and is no transaction.
Identity: {identity}
Hub: {origin}
Network: {network}
Nonce: {nonce}
Issued: 2027-01-01T12:00:00.000Z
Expires: 2027-01-01T12:05:00.000Z"""
NONCE = "0a" * 32


def tokens(access: str, expires: int = 4_000_000_000_000, refresh: str = "1") -> dict[str, Any]:
    return {
        **{"session": "s", "identity": "A" * 60, "accessToken": access, "accessExpiresAt": expires},
        **{"refreshToken": f"qbr_{refresh}", "refreshExpiresAt": 4_000_000_000_000},
    }


def account(identity: str, via: str) -> dict[str, Any]:
    return {"identity": identity, "via": via, "roles": [], "providers": [], "models": []}


def test_requests_are_signed_over_exactly_what_is_sent(serve: Serve) -> None:
    hub = serve(lambda request: request.json(200, {"items": []}))
    with hub.client() as client:
        list(client.jobs.list(search="a b&c/ü"))
    request = hub.received[0]
    match = HEADER.fullmatch(request.headers["authorization"])
    assert match is not None
    identity, moment, nonce, signature = match.groups()
    assert abs(int(moment) - time.time() * 1000) < 60_000
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    text = "\n".join(
        ["QUBIX_REQUEST_V1", "devnet", request.headers["host"], "GET", request.handler.path, digest, nonce, moment]
    )
    assert verify(public_key_from_identity(identity), k12(text.encode()), bytes.fromhex(signature))


def test_the_text_of_a_request_is_the_typescript_one() -> None:
    unsigned = Unsigned("POST", "https://Hub.Example:443/api/v1/jobs?x=1&y=%20", "ab")
    assert request_text("net", unsigned, "00", 5).split("\n") == [
        *("QUBIX_REQUEST_V1", "net", "hub.example", "POST", "/api/v1/jobs?x=1&y=%20", "ab", "00", "5")
    ]
    assert origin_of("http://[::1]:8080/x") == "[::1]:8080"


def test_whoever_is_anybody_says_nothing(serve: Serve) -> None:
    hub = serve(lambda request: request.json(200, {"items": []}))
    with hub.client() as client:
        list(client.providers.list())
    assert "authorization" not in hub.received[0].headers


def test_an_api_key_is_sent_as_it_is(serve: Serve) -> None:
    hub = serve(lambda request: request.json(200, account("A" * 60, "api-key")))
    key = f"qbx_{'0' * 16}_{'1' * 64}"
    with hub.client(api_key=key) as client:
        assert client.account.get().via == "api-key"
        assert key not in repr(client) + repr(client._core.hub.credentials)
    assert hub.received[0].headers["authorization"] == f"Bearer {key}"


def sign_in_hub(serve: Serve, change: Callable[[str], str], received: list[Any]) -> Any:
    def answer(request: Any) -> None:
        received.append(request)
        if request.path.endswith("/challenge"):
            identity = json.loads(request.body)["identity"]
            text = TEXT.format(origin=request.headers["host"], identity=identity, network="devnet", nonce=NONCE)
            request.json(201, {"text": change(text), "nonce": NONCE, "expiresAt": 1_900_000_000_000})
        elif request.path.endswith("/auth/session"):
            request.json(201, tokens("first"))
        else:
            request.json(200, account("A" * 60, "session"))

    return serve(answer)


def test_signing_in(serve: Serve) -> None:
    received: list[Any] = []
    hub = sign_in_hub(serve, lambda text: text, received)
    with hub.client() as client:
        assert client.account.sign_in(name="test").via == "session"
    body = json.loads(received[1].body)
    text = TEXT.format(
        origin=received[0].headers["host"], identity=client.wallet.identity, network="devnet", nonce=NONCE
    )
    signature = bytes.fromhex(body["signature"])
    assert verify(public_key_from_identity(client.wallet.identity), k12(text.encode()), signature)
    assert received[2].headers["authorization"] == "Bearer first"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"127\.0\.0\.1:[0-9]+", "bank.example", text),
        lambda text: re.sub(r"Hub: .*", "Hub: bank.example", text),
        lambda text: text.replace("Network: devnet", "Network: mainnet"),
        lambda text: re.sub("Identity: .*", f"Identity: {'B' * 60}", text),
        lambda text: text.replace(NONCE, "0b" * 32),
        lambda text: f"QUBIX_REQUEST_V1\n{text}",
        lambda text: f"{text}\n",
        lambda text: text.replace("moves no money", "moves money"),
        lambda text: "",
    ],
)
def test_nothing_else_is_signed(serve: Serve, change: Callable[[str], str]) -> None:
    received: list[Any] = []
    hub = sign_in_hub(serve, change, received)
    with hub.client() as client, pytest.raises(BadAnswerError, match="nothing was signed"):
        client.account.sign_in()
    assert len(received) == 1


def test_a_token_is_renewed_in_time_and_when_the_hub_finds_it_too_old(serve: Serve) -> None:
    def answer(request: Any) -> None:
        if request.path.endswith("/refresh"):
            number = json.loads(request.body)["refreshToken"].removeprefix("qbr_")
            request.json(200, tokens(f"access{number}", refresh=str(int(number) + 1)))
        elif request.headers["authorization"] == "Bearer access1":
            request.problem(401, "TOKEN_EXPIRED")
        else:
            request.json(200, account("A" * 60, "session"))

    hub = serve(answer)
    with hub.client() as client:
        client._core.tokens.save(decode(Tokens, tokens("old", expires=1)))
        assert client.account.get().via == "session"
    told = [one.headers.get("authorization") for one in hub.received]
    assert told == [None, "Bearer access1", None, "Bearer access2"]


def test_a_session_that_has_ended_is_forgotten_and_the_wallet_signs(serve: Serve) -> None:
    def answer(request: Any) -> None:
        if request.path.endswith("/refresh"):
            request.problem(401, "REFRESH_INVALID")
        else:
            request.json(200, account("A" * 60, "signature"))

    hub = serve(answer)
    with hub.client() as client:
        client._core.tokens.save(decode(Tokens, tokens("old", expires=1)))
        client.account.get()
        assert client._core.tokens.load() is None
    assert [one.path.rsplit("/", 1)[1] for one in hub.received] == ["refresh", "account"]
    assert hub.received[1].headers["authorization"].startswith("Qubic v1")


def test_tokens_in_a_file_are_for_their_owner_only_and_changed_by_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "sessions" / "one.json"
    store = FileTokens(file)
    assert store.load() is None
    store.save(decode(Tokens, tokens("secret")))
    assert file.stat().st_mode & 0o777 == 0o600
    loaded = store.load()
    assert loaded is not None
    assert "secret" not in repr(loaded)
    assert loaded.access_token == "secret"
    file.write_text("damaged")
    assert store.load() is None
    took: list[bool] = []
    threads = [threading.Thread(target=lambda: took.append(FileTokens(file).lock())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(took) == 1
    store.unlock()
    assert store.lock()
    store.save(None)
    assert not file.exists()
