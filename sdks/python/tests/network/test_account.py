"""Accounts, keys, sessions and money on a real network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qubix import Qubix
from qubix.crypto import KeyPair, create_seed
from qubix.errors import AuthenticationError, PermissionDeniedError, QubixError

from .conftest import REPOSITORY, LocalNetwork, qubix

pytestmark = pytest.mark.network


def test_money_goes_where_it_is_sent(client: Qubix) -> None:
    someone = KeyPair.from_seed(create_seed()).identity
    sent = client.wallet.send(someone, 1_234)
    assert len(sent.id) == 60
    assert client.wallet.balance(someone) == 1_234
    for bad in (0, -5):
        with pytest.raises(QubixError):
            client.wallet.send(someone, bad)
    with pytest.raises(QubixError, match="checksum"):
        client.wallet.send(f"{someone[:-1]}{'A' if someone[-1] != 'A' else 'B'}", 1)


def test_who_has_no_money_is_told_before_anything_is_uploaded(network: LocalNetwork) -> None:
    with Qubix(hub=network.hub, seed=create_seed()) as poor, pytest.raises(QubixError) as caught:
        poor.jobs.submit(wasm=REPOSITORY / "examples/dist/endurance.wasm")
    assert caught.value.code == "INSUFFICIENT_FUNDS"


def test_a_session_is_shared_with_the_command_line(client: Qubix, network: LocalNetwork) -> None:
    account = client.account.sign_in(name="a test")
    assert account.via == "session"
    assert account.identity == network.identity
    assert client.account.get().via == "session"
    (file,) = (network.home / "sessions").glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    told = subprocess.run(
        qubix("whoami", "--json"), cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=120
    )
    assert '"via":"session"' in told.stdout
    assert "a test" in [one.name for one in client.account.sessions()]
    client.account.sign_out()
    assert not file.exists()
    assert client.account.get().via == "signature"


def test_an_api_key_does_what_its_scopes_name(client: Qubix, network: LocalNetwork) -> None:
    made = client.api_keys.create("reader", scopes=["jobs:read"])
    assert made.key not in repr(made)
    assert made.id in [one.id for one in client.api_keys.list()]
    with Qubix(hub=network.hub, api_key=made.key) as reader:
        list(reader.jobs.list())
        with pytest.raises(PermissionDeniedError):
            reader.account.get()
        client.api_keys.revoke(made.id)
        with pytest.raises(AuthenticationError):
            list(reader.jobs.list())


def test_what_blobs_take(client: Qubix) -> None:
    usage = client.account.usage()
    assert 0 <= usage.bytes <= usage.quota.bytes


def test_the_network_and_its_providers(client: Qubix, network: LocalNetwork) -> None:
    info = client.network.get()
    assert info.network.contract.index == network.contract_index
    assert client.network.statistics().providers == 3
    providers = list(client.providers.list(page_size=2))
    assert [one.slot for one in providers] == [0, 1, 2]
    assert client.providers.get(providers[0].identity).slot == 0
    machines = list(client.providers.machines(kind="onnx", online=True))
    assert {machine.provider for machine in machines} == {0, 1, 2}


def test_a_client_that_names_only_the_hub(network: LocalNetwork, tmp_path: Path) -> None:
    with Qubix(hub=network.hub, seed=network.seed) as client:
        assert client.wallet.balance() > 0
        assert client.wallet.identity == network.identity
        assert network.seed not in repr(client)
