"""Arguments, environment and the command line's files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qubix import Qubix
from qubix.config.home import home_folder, session_file
from qubix.config.settings import settle
from qubix.crypto import KeyPair, create_seed
from qubix.errors import ConfigError
from qubix.keystore import write_keystore_file

NETWORK = {
    **{"id": "devnet", "name": "Devnet", "nodes": [{"host": "127.0.0.1", "port": 21841}], "contract": {"index": 13}},
    **{"ocInterface": 1, "arbitrator": "A" * 60, "tickOffset": 3, "tickMs": 100},
}


def profile(name: str = "local", current: bool = True, **more: Any) -> None:
    folder = home_folder() / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"network": NETWORK, "hub": "http://hub.example:8080", **more}))
    if current:
        (folder / "current").write_text(f"{name}\n")


def wallet(name: str, passphrase: str = "passphrase") -> str:
    seed = create_seed()
    folder = home_folder() / "wallets"
    folder.mkdir(parents=True, exist_ok=True)
    write_keystore_file(folder / f"{name}.json", seed, passphrase)
    return seed


def test_the_profile_in_use_says_where_and_as_whom() -> None:
    seed = wallet("mine")
    (home_folder() / "wallets/mine.passphrase").write_text("passphrase\n")
    profile(wallet="mine")
    settings = settle()
    assert settings.hub == "http://hub.example:8080"
    assert settings.network is not None
    assert settings.network.contract.index == 13
    assert settings.wallet is not None
    assert settings.wallet.identity == KeyPair.from_seed(seed).identity
    assert settings.wallet.can_sign
    assert seed not in repr(settings)


def test_arguments_come_before_the_environment_and_that_before_the_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    profile()
    monkeypatch.setenv("QUBIX_HUB", "https://environment.example/")
    assert settle().hub == "https://environment.example"
    assert settle().network is None, "another hub may be on another network"
    assert settle(hub="https://argument.example").hub == "https://argument.example"
    assert settle(profile="local").network is not None
    monkeypatch.setenv("QUBIX_SEED", create_seed())
    found = settle()
    assert found.wallet is not None
    assert found.wallet.name is None


def test_a_wallet_without_a_passphrase_tells_who_it_is_and_signs_nothing() -> None:
    wallet("closed")
    profile(wallet="closed")
    with Qubix() as client:
        assert len(client.wallet.identity) == 60
        with pytest.raises(ConfigError, match="QUBIX_PASSPHRASE") as caught:
            client.wallet.send(client.wallet.identity, 1)
    assert caught.value.code == "NO_PASSPHRASE"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "NO_HUB"),
        ({"hub": "hub.example"}, "INVALID_HUB"),
        ({"hub": "ftp://hub.example"}, "INVALID_HUB"),
        ({"hub": "https://user:secret@hub.example"}, "INVALID_HUB"),
        ({"hub": "https://hub.example:99999"}, "INVALID_HUB"),
        ({"hub": "https://hub.example?x=1"}, "INVALID_HUB"),
        ({"profile": "missing"}, "NO_PROFILE"),
        ({"profile": "../../etc/passwd"}, "INVALID_NAME"),
        ({"hub": "https://hub.example", "wallet": "missing"}, "NO_WALLET"),
        ({"hub": "https://hub.example", "wallet": "../x"}, "INVALID_NAME"),
        ({"hub": "https://hub.example", "api_key": "secret"}, "INVALID_API_KEY"),
    ],
)
def test_what_can_not_be_used_says_what_to_do(arguments: dict[str, str], code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settle(**arguments)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", ["{", "[]", '{"network": {}}', '{"hub": "http://x"}'])
def test_a_damaged_profile_is_told(content: str) -> None:
    profile()
    (home_folder() / "profiles/local.json").write_text(content)
    with pytest.raises(ConfigError) as caught:
        settle()
    assert caught.value.code == "INVALID_PROFILE"


def test_a_damaged_wallet_is_told() -> None:
    wallet("broken")
    (home_folder() / "wallets/broken.json").write_text('{"identity": "x"}')
    with pytest.raises(ConfigError) as caught:
        settle(hub="https://hub.example", wallet="broken")
    assert caught.value.code == "INVALID_WALLET"


def test_sessions_lie_where_the_command_line_has_them() -> None:
    file = session_file("http://127.0.0.1:8080", "devnet", "A" * 60)
    assert file == home_folder() / "sessions" / f"127.0.0.1_8080_devnet_{'A' * 60}.json"
    assert session_file("https://hub.example", "n", "B").name == "hub.example_n_B.json"


def test_a_bad_proxy_is_told() -> None:
    with pytest.raises(ConfigError) as caught:
        Qubix(hub="https://hub.example", proxy="nonsense://x")
    assert caught.value.code == "INVALID_PROXY"
