"""Receipts of a real local network, checked against its chain."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from qubix import Qubix
from qubix.chain import NodeClient, ReceiptGround, ReceiptVerdict, verify_receipt
from qubix.errors import QubixError

from .conftest import REPOSITORY, LocalNetwork

pytestmark = pytest.mark.network
PROGRAM = REPOSITORY / "examples/dist/endurance.wasm"
NOBODY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFXIB"


@pytest.fixture(scope="module")
def ground(network: LocalNetwork) -> ReceiptGround:
    definition = json.loads((network.home / "profiles/local.json").read_text())["network"]
    return ReceiptGround(
        network=definition["id"],
        contract_index=definition["contract"]["index"],
        oc_interface=definition["ocInterface"],
        arbitrator=definition["arbitrator"],
    )


@pytest.fixture(scope="module")
def receipt(network: LocalNetwork) -> Iterator[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("QUBIX_HOME", str(network.home))
        with Qubix() as client:
            job = client.jobs.submit(wasm=PROGRAM, args=["2"], replicas=3, price_cap=5_000, metered=True)
            client.jobs.wait(job.key, timeout=120)
            yield dict(client.jobs.receipt(job.key).raw)


@pytest.fixture
def check(network: LocalNetwork, ground: ReceiptGround) -> Iterator[Callable[[object], ReceiptVerdict]]:
    with NodeClient(*network.node) as node:
        yield lambda document: node.run(verify_receipt(document, ground))


def test_a_receipt_is_what_the_chain_says(receipt: dict[str, Any], check: Callable[[object], ReceiptVerdict]) -> None:
    verdict = check(receipt)
    assert [one for one in verdict.checks if not one.ok] == []
    assert verdict.ok
    assert verdict.signatures >= 451
    assert len(verdict.checks) > 25


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda r: r.update(network="mainnet"), "the network"),
        (lambda r: r.update(refunded=str(int(r["refunded"]) + 1)), "what came back"),
        (lambda r: r.update(closeReason="accepted"), "why it ended"),
        (lambda r: r.update(resultDigest="00" * 32), "the result digest"),
        (lambda r: r["runs"][0].update(paid="1"), "who ran it"),
        (lambda r: r["runs"][0].update(identity=NOBODY), "who ran it"),
        (lambda r: r["runs"][0].update(charge="1"), "asked for"),
        (lambda r: r["transactions"].pop(0), "the creation of the job"),
        (lambda r: r["transactions"][0].update(tick=r["transactions"][0]["tick"] + 1), "CreateJob"),
        (lambda r: r["transactions"][0].update(procedure="CancelJob"), "CancelJob"),
        (lambda r: r["authorizations"][0].update(root="00" * 32), "451 computors"),
        (lambda r: r["authorizations"][0].update(leafIndex=r["authorizations"][0]["leafIndex"] ^ 1), "451 computors"),
        (lambda r: r.update(epoch=r["epoch"] + 1), "transactions and signatures"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_changed_receipt_is_caught(
    receipt: dict[str, Any],
    check: Callable[[object], ReceiptVerdict],
    change: Callable[[dict[str, Any]], object],
    what: str,
) -> None:
    changed = copy.deepcopy(receipt)
    change(changed)
    verdict = check(changed)
    assert not verdict.ok
    assert (
        any(what in one.what and one.detail for one in verdict.checks if not one.ok)
        or what == "the creation of the job"
    )


def test_a_stranger_who_plays_arbitrator_is_caught(
    receipt: dict[str, Any], network: LocalNetwork, ground: ReceiptGround
) -> None:
    other = ReceiptGround(ground.network, ground.contract_index, ground.oc_interface, network.identity)
    with NodeClient(*network.node) as node:
        verdict = node.run(verify_receipt(receipt, other))
    assert [one.what for one in verdict.checks if not one.ok] == ["the arbitrator signed the list of computors"]
    assert verdict.signatures == 0


@pytest.mark.parametrize("document", [None, {}, [], {"version": 2}])
def test_what_is_no_receipt_is_refused(document: object, check: Callable[[object], ReceiptVerdict]) -> None:
    with pytest.raises(QubixError, match="This is no receipt"):
        check(document)
