"""A whole local network, started once for all tests that need one: chain, hub, providers and a funded wallet, as
`qubix up` starts it for people. Its profile and wallet are what the tests' clients read."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qubix import Qubix
from qubix.keystore import read_keystore_file

REPOSITORY = Path(__file__).resolve().parents[4]
_PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class LocalNetwork:
    """A running network."""

    home: Path
    hub: str
    node: tuple[str, int]
    contract_index: int
    identity: str
    seed: str
    providers: list[dict[str, Any]]


def qubix(*arguments: str) -> list[str]:
    """The command line of the repository, in one process, so that a signal reaches it."""
    return ["node", "--import", "tsx", str(REPOSITORY / "apps/cli/src/main.ts"), *arguments]


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    """Ended after the last test, whatever happened."""
    home = tmp_path_factory.mktemp("qubix-home")
    log = (home / "up.log").open("wb")
    process = subprocess.Popen(
        qubix("up", "--agents", "3", "--temporary", "--empty", "--json"),
        cwd=REPOSITORY,
        env={**os.environ, "QUBIX_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=log,
        start_new_session=True,
    )
    try:
        told = _first_line(process, home / "up.log")
        host, _, port = told["node"].rpartition(":")
        passphrase = (home / "wallets/local.passphrase").read_text().strip()
        yield LocalNetwork(
            home=home,
            hub=told["hub"],
            node=(host, int(port)),
            contract_index=told["contract"],
            identity=told["wallet"]["identity"],
            seed=read_keystore_file(home / "wallets/local.json", passphrase),
            providers=told["providers"],
        )
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert process.stdout is not None
        process.stdout.close()
        log.close()


@pytest.fixture
def client(network: LocalNetwork, monkeypatch: pytest.MonkeyPatch) -> Iterator[Qubix]:
    """The wallet that the network has made, found as the command line finds it."""
    monkeypatch.setenv("QUBIX_HOME", str(network.home))
    with Qubix() as client:
        yield client


def _first_line(process: subprocess.Popen[bytes], log: Path) -> dict[str, Any]:
    assert process.stdout is not None
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.select(deadline - time.monotonic())
    line = process.stdout.readline() if process.poll() is None else b""
    if not line:
        pytest.fail(f"The local network did not start: {log.read_text()[-2000:]}")
    return json.loads(line)
