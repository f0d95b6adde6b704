"""Jobs on a real network, from submission to receipt."""

from __future__ import annotations

from pathlib import Path

import pytest

from qubix import JobFailedError, Limits, Progress, Qubix, WaitTimeoutError
from qubix.errors import InputError, QubixError
from qubix.errors.problems import JobNotFoundError
from qubix.jobs.wait import progress_of

from .conftest import REPOSITORY, LocalNetwork

pytestmark = pytest.mark.network
PROGRAM = REPOSITORY / "examples/dist/endurance.wasm"


def test_a_job_from_submission_to_receipt(client: Qubix, tmp_path: Path) -> None:
    before = client.wallet.balance()
    job = client.jobs.submit(wasm=PROGRAM, args=["3"], name="from python", replicas=3, price_cap=5_000)
    seen: list[Progress] = []
    ended = client.jobs.wait(job.key, timeout=120, progress=seen.append)
    assert ended.close_reason == "verified"
    assert ended.succeeded
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert seen[-1] == progress_of(ended)
    result = client.jobs.download(job.key, to=tmp_path / "out")
    assert result.outcome == "ok"
    assert result.result_digest == ended.result_digest
    assert {file.relative_to(tmp_path / "out").as_posix() for file in result.files} == set(result.outputs)
    assert "".join(line.text for line in client.jobs.logs(job.key))
    receipt = client.jobs.receipt(job.key)
    assert receipt.close_reason == "verified"
    assert len(receipt.runs) == 3
    assert client.jobs.verify_receipt(job.key).ok
    spent = before - client.wallet.balance()
    assert 0 < spent <= job.amount
    assert job.key in [one.key for one in client.jobs.list(mine=True)]
    assert job.key in [one.job_key for one in client.wallet.history()]
    assert [one.seq for one in client.jobs.events(job.key)] == list(range(1, ended.last_event + 1))


def test_a_program_in_one_call_its_log_and_what_it_charges(client: Qubix) -> None:
    result = client.run_wasm(PROGRAM, args=["2"], price_cap=2_000, metered=True, timeout=120)
    assert result.outputs
    assert result.usage is not None
    assert 0 < result.usage.charge <= 2_000
    assert client.jobs.accept(result.job.key).key == result.job.key
    assert client.jobs.wait(result.job.key, timeout=60).close_reason in ("accepted", "unchallenged")
    assert list(client.jobs.logs(result.job.key, follow=True)) == list(client.jobs.logs(result.job.key))


def test_a_run_that_fails_is_told_with_its_outcome(client: Qubix) -> None:
    with pytest.raises(JobFailedError) as caught:
        client.run_wasm(PROGRAM, args=["50"], limits=Limits(fuel=1_000), timeout=120)
    assert caught.value.outcome == "out-of-fuel"
    assert caught.value.job.key


def test_nobody_takes_a_job_that_asks_for_too_much(client: Qubix) -> None:
    job = client.jobs.submit(wasm=PROGRAM, args=["2"], region="nowhere")
    with pytest.raises(WaitTimeoutError) as caught:
        client.jobs.wait(job.key, timeout=3)
    assert not caught.value.job.ended
    why = client.jobs.why(job.key)
    assert why.report is not None
    assert "region-differs" in why.report.reasons
    about = client.jobs.why(job.key, provider=0).provider
    assert about is not None
    assert all("region-differs" in machine.misses for machine in about.machines)
    client.jobs.top_up(job.key, amount=5_000)
    for event in client.jobs.events(job.key, follow=True):
        if event.type == "top-up":
            break
    client.jobs.cancel(job.key)
    ended = client.jobs.wait(job.key, timeout=60)
    assert ended.close_reason == "cancelled"
    assert ended.price_cap > 1_000
    assert client.jobs.delete_data(job.key)


def test_an_estimate_asks_nothing_of_the_chain(client: Qubix) -> None:
    before = client.wallet.balance()
    estimate = client.jobs.estimate(wasm=PROGRAM, args=["2"], replicas=2, limits=Limits(wall_seconds=30))
    assert estimate.offers.matching > 0
    cheapest = estimate.offers.takers[0]
    assert cheapest.price == estimate.price.lowest
    assert client.providers.get(cheapest.identity).slot == cheapest.provider
    assert estimate.escrow.replicas == 2
    assert client.wallet.balance() == before


def test_what_can_not_be_is_told_before_anything_is_paid(client: Qubix, network: LocalNetwork) -> None:
    before = client.wallet.balance()
    for bad in (
        {"replicas": 0},
        {"replicas": 2, "quorum": 3},
        {"price_cap": 0},
        {"price_cap": 10**14},
        {"name": "x" * 1000},
        {"limits": Limits(memory_mib=10**9)},
    ):
        with pytest.raises(QubixError):
            client.jobs.submit(wasm=PROGRAM, **bad)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        client.jobs.submit(wasm=PROGRAM, model="me/x")
    with pytest.raises(TypeError, match="replica"):
        client.jobs.submit(wasm=PROGRAM, replica=3)  # type: ignore[call-arg]
    with pytest.raises(JobNotFoundError):
        client.jobs.get("00" * 32)
    assert client.wallet.balance() == before


def test_private_jobs_are_shown_to_their_requester_only(client: Qubix, network: LocalNetwork) -> None:
    job = client.jobs.submit(wasm=PROGRAM, args=["2"], private=True)
    assert client.jobs.get(job.key).key == job.key
    with Qubix(hub=network.hub) as stranger, pytest.raises(JobNotFoundError):
        stranger.jobs.get(job.key)
    client.jobs.wait(job.key, timeout=120)
