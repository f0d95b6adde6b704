"""The chain of a real local network: money, calls and models, without the hub."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest

from qubix.chain import (
    AsyncNodeClient,
    Caller,
    Conversation,
    JobNotOnChainError,
    JobTerms,
    NodeClient,
    NodeError,
    RefusedCallError,
    TransactionDroppedError,
    broadcast,
    call_contract,
    computors,
    contract_config,
    entity,
    find_model,
    prepare_action,
    prepare_job,
    prepare_top_up,
    publish_model_on_chain,
    query,
    send_transaction,
    tick_data,
    tick_info,
    tick_transactions,
    transaction,
    update_model_on_chain,
)
from qubix.chain.contract.generated.constants import NO_SLOT
from qubix.chain.contract.generated.records import CancelJobInput, GetJobInput, GetJobOutput, GetModelInput
from qubix.chain.job.find_job import find_job
from qubix.chain.send_transaction import was_included
from qubix.chain.until_effect import until_effect
from qubix.crypto import KeyPair, create_seed
from qubix.sealing import derive_seal_key_pair
from qubix.spec import SpecOptions, build_wasm_spec

from .conftest import LocalNetwork

pytestmark = pytest.mark.network

TICK_OFFSET = 5
PROGRAM = bytes.fromhex("0061736d0100000001040160000003020100070a01065f737461727400000a040102000b")


@pytest.fixture
def node(network: LocalNetwork) -> Iterator[NodeClient]:
    with NodeClient(*network.node) as client:
        yield client


@pytest.fixture
def caller(network: LocalNetwork) -> Caller:
    return Caller(KeyPair.from_seed(network.seed), network.contract_index, TICK_OFFSET)


def newcomer() -> KeyPair:
    return KeyPair.from_seed(create_seed())


def test_money_arrives_and_the_transaction_can_be_looked_up(node: NodeClient, caller: Caller) -> None:
    receiver = newcomer()
    assert node.run(entity(receiver.public_key)).balance == 0
    before = node.run(entity(caller.key_pair.public_key)).balance
    sent = node.run(
        send_transaction(caller.key_pair, destination=receiver.public_key, amount=1_234, tick_offset=TICK_OFFSET)
    )
    assert node.run(entity(receiver.public_key)).balance == 1_234
    assert node.run(entity(caller.key_pair.public_key)).balance <= before - 1_234
    assert node.run(transaction(sent.digest)) == sent
    assert sent in node.run(tick_transactions(sent.tick))
    data = node.run(tick_data(sent.tick))
    assert data is not None
    assert sent.digest in data.transaction_digests
    assert len(node.run(computors()).public_keys) == 676


def test_asynchronous_programs_send_several_at_once(network: LocalNetwork, caller: Caller) -> None:
    receivers = [newcomer() for _ in range(3)]

    async def main() -> list[int]:
        async with AsyncNodeClient(*network.node) as client:

            async def send(receiver: KeyPair) -> None:
                to = {"destination": receiver.public_key, "amount": 7}
                await client.run(send_transaction(caller.key_pair, tick_offset=TICK_OFFSET, **to))

            async with anyio.create_task_group() as tasks:
                for receiver in receivers:
                    tasks.start_soon(send, receiver)
            return [(await client.run(entity(receiver.public_key))).balance for receiver in receivers]

    assert anyio.run(main) == [7, 7, 7]


def test_a_sender_without_money_is_told_after_some_attempts(node: NodeClient) -> None:
    with pytest.raises(TransactionDroppedError) as caught:
        node.run(send_transaction(newcomer(), destination=bytes(32), amount=1, tick_offset=TICK_OFFSET))
    assert caught.value.code == "TRANSACTION_DROPPED"


def test_a_call_that_would_be_refused_is_not_sent(node: NodeClient, caller: Caller) -> None:
    before = node.run(entity(caller.key_pair.public_key))
    with pytest.raises(RefusedCallError) as caught:
        node.run(call_contract(caller, CancelJobInput(job_key=bytes(32), job_slot=0, nonce=1), 1_000))
    assert (caught.value.code, caught.value.number) == ("UNKNOWN_JOB", 28)
    assert node.run(entity(caller.key_pair.public_key)).outgoing_transfers == before.outgoing_transfers


def test_a_model_is_published_once_and_changed(node: NodeClient, caller: Caller) -> None:
    digest = newcomer().public_key
    slot = node.run(publish_model_on_chain(caller, digest=digest, royalty=77))
    assert node.run(publish_model_on_chain(caller, digest=digest, royalty=77)) == slot
    assert node.run(find_model(caller.contract_index, digest, caller.key_pair.public_key)) == slot
    assert node.run(find_model(caller.contract_index, digest, bytes(32))) is None
    node.run(update_model_on_chain(caller, slot, royalty=78, active=False))
    record = node.run(query(caller.contract_index, GetModelInput(digest=bytes(32), model=slot))).record
    assert (record.royalty, record.active) == (78, 0)


def test_a_job_is_created_topped_up_and_cancelled_by_its_requester(node: NodeClient, caller: Caller) -> None:
    seal = derive_seal_key_pair(caller.key_pair.subseed).public_key.hex()
    spec = build_wasm_spec(PROGRAM, SpecOptions(seal=seal))
    terms = JobTerms(hub=0, hub_fee=100, replicas=1, quorum=1, price_cap=1_000, protocol_fee=100, metered=True)
    job = node.run(prepare_job(caller, spec, terms, deadline_ticks=5_000))
    with pytest.raises(JobNotOnChainError):
        node.run(find_job(caller.contract_index, job.key))
    node.run(broadcast(job.transactions[0]))
    created = node.run(until_effect("CreateJob", lambda: seen(caller, job.key)))
    assert node.run(was_included(job.transactions[0]))
    assert (created.record.requester, created.escrow) == (caller.key_pair.public_key, job.escrow)
    assert node.run(contract_config(caller.contract_index)).contract_index == caller.contract_index

    top_up = node.run(prepare_top_up(caller, job.key, amount=500, extend_ticks=10))
    assert top_up.number == 1
    assert node.run(prepare_top_up(caller, job.key, amount=500, extend_ticks=10)).number == 1
    node.run(broadcast(top_up.transactions[0]))
    topped_up = node.run(until_effect("TopUpJob", lambda: seen(caller, job.key, top_ups=1)))
    assert topped_up.escrow > job.escrow
    assert topped_up.record.deadline == created.record.deadline + 10

    ladder = node.run(prepare_action(caller, "cancel", job.key))
    assert [signed.tick for signed in ladder] == sorted(signed.tick for signed in ladder)
    node.run(broadcast(ladder[0]))
    node.run(until_effect("CancelJob", lambda: gone(caller, job.key)))
    with pytest.raises(JobNotOnChainError):
        node.run(prepare_action(caller, "claim", job.key))


def seen(caller: Caller, key: str, top_ups: int = 0) -> Conversation[GetJobOutput | None]:
    job = yield from query(caller.contract_index, GetJobInput(job_key=bytes.fromhex(key), job_slot=NO_SLOT))
    return job if job.found and job.record.top_ups == top_ups else None


def gone(caller: Caller, key: str) -> Conversation[bool | None]:
    job = yield from query(caller.contract_index, GetJobInput(job_key=bytes.fromhex(key), job_slot=NO_SLOT))
    return None if job.found else True


def test_a_contract_that_is_not_there_is_named(node: NodeClient) -> None:
    with pytest.raises(NodeError, match="Contract 999") as caught:
        node.run(contract_config(999))
    assert caught.value.code == "CONTRACT_CALL_FAILED"
    assert node.run(tick_info()).tick > 0
