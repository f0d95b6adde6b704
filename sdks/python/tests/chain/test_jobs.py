import json
import re
from pathlib import Path
from typing import Any

import pytest

from qubix.chain import Caller, JobTerms, PaidModel, build_create_job, job_key_of, verify_transaction
from qubix.chain.contract.fresh_nonce import fresh_nonce
from qubix.chain.contract.generated.records import AcceptResultInput, CancelJobInput, ClaimTimeoutInput, TopUpJobInput
from qubix.chain.contract.hashes import CommitmentParts, commitment_of, verify_path
from qubix.chain.job.ladder import ladder_ticks, sign_ladder
from qubix.crypto import KeyPair, k12
from qubix.errors import QubixError
from qubix.spec import read_spec

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "jobs.json").read_text())
KEYS = KeyPair.from_seed(VECTORS["seed"])


def caller(tick_offset: int = VECTORS["tickOffset"]) -> Caller:
    return Caller(KEYS, VECTORS["contractIndex"], tick_offset)


def terms_of(document: dict[str, Any]) -> JobTerms:
    model = document.get("model")
    return JobTerms(
        hub=document["hub"],
        hub_fee=int(document["hubFee"]),
        replicas=document["replicas"],
        quorum=document["quorum"],
        price_cap=int(document["priceCap"]),
        protocol_fee=int(document["protocolFee"]),
        start=document["start"],
        model=PaidModel(model["slot"], int(model["royalty"])) if model else None,
        metered=document.get("metered", False),
        providers=document.get("providers"),
        min_stake=int(document.get("minStake", 0)),
        bonded_only=document.get("bondedOnly", False),
    )


@pytest.mark.parametrize("vector", VECTORS["created"], ids=lambda vector: vector["key"][:8])
def test_the_same_nonce_makes_the_same_job_as_typescript(vector: dict[str, Any]) -> None:
    job = build_create_job(
        caller(vector["tickOffset"]),
        read_spec(vector["spec"]),
        terms_of(vector["terms"]),
        tick=VECTORS["tick"],
        deadline=vector["terms"]["deadline"],
        create_fee=int(VECTORS["createFee"]),
        nonce=int(vector["nonce"]),
    )
    assert (job.key, job.spec.digest) == (vector["key"], vector["specDigest"])
    assert (job.escrow, job.amount) == (int(vector["escrow"]), int(vector["amount"]))
    assert [told(signed) for signed in job.transactions] == vector["transactions"]
    assert all(verify_transaction(signed) for signed in job.transactions)


def told(signed: Any) -> dict[str, Any]:
    return {"tick": signed.tick, "id": signed.id, "encoded": signed.encoded.hex()}


def test_jobs_without_a_nonce_differ() -> None:
    vector = VECTORS["created"][0]
    spec, terms = read_spec(vector["spec"]), terms_of(vector["terms"])
    when = {"tick": VECTORS["tick"], "deadline": VECTORS["tick"] + 1_000, "create_fee": 1}
    assert build_create_job(caller(), spec, terms, **when).key != build_create_job(caller(), spec, terms, **when).key


def test_a_job_names_at_most_eight_providers() -> None:
    vector = VECTORS["created"][1]
    terms = terms_of({**vector["terms"], "providers": list(range(9))})
    with pytest.raises(QubixError, match="at most 8"):
        build_create_job(caller(), read_spec(vector["spec"]), terms, tick=1, deadline=2, create_fee=1)


def test_top_ups_are_the_same_as_typescripts() -> None:
    vector = VECTORS["toppedUp"]
    call = TopUpJobInput(
        job_key=bytes.fromhex(vector["key"]),
        job_slot=vector["jobSlot"],
        extend_ticks=vector["extendTicks"],
        nonce=vector["number"],
    )
    amount = int(vector["amount"]) + int(VECTORS["callFee"])
    ladder = sign_ladder(caller(), call, amount, ladder_ticks(VECTORS["tick"], VECTORS["tickOffset"]))
    assert [told(signed) for signed in ladder] == vector["transactions"]


def test_actions_are_the_same_as_typescripts() -> None:
    for vector, call in zip(VECTORS["actions"], (CancelJobInput, AcceptResultInput, ClaimTimeoutInput), strict=True):
        made = call(job_key=bytes.fromhex("5a" * 32), job_slot=77, nonce=9)
        assert (made.PROCEDURE, made.encode().hex()) == (vector["inputType"], vector["input"])


def test_a_job_key_is_the_hash_of_requester_spec_and_nonce() -> None:
    assert job_key_of(b"\1" * 32, b"\2" * 32, 258) == k12(b"\1" * 32 + b"\2" * 32 + bytes([2, 1]) + bytes(6))
    with pytest.raises(QubixError, match="32 bytes, not 31"):
        job_key_of(b"\1" * 31, b"\2" * 32, 1)


def test_a_commitment_binds_what_typescript_binds() -> None:
    parts: dict[str, Any] = {
        re.sub("([A-Z])", r"_\1", name).lower(): value for name, value in COMMITMENT["parts"].items()
    }
    numbers = {"contract_index": parts["contract_index"], "attempt": parts["attempt"], "charge": int(parts["charge"])}
    digests = {name: bytes.fromhex(value) for name, value in parts.items() if name not in numbers}
    assert commitment_of(CommitmentParts(**numbers, **digests)).hex() == COMMITMENT["digest"]


COMMITMENT = VECTORS["commitment"]


def test_a_path_leads_from_each_leaf_to_the_root_and_from_nowhere_else() -> None:
    def node(left: bytes, right: bytes) -> bytes:
        return k12(b"QUBIX_NODE".ljust(16, b"\0") + left + right)

    a, b, c, none = (bytes([i]) * 32 for i in (1, 2, 3, 0))
    left, right = node(a, b), node(c, none)
    root = node(left, right)
    assert verify_path(a, 0, [b, right], root)
    assert verify_path(b, 1, [a, right], root)
    assert verify_path(c, 2, [none, left], root)
    assert verify_path(a, 0, [], a)
    for leaf, index, siblings in ((a, 1, [b, right]), (a, 4, [b, right]), (a, -1, [b, right]), (c, 0, [b, right])):
        assert not verify_path(leaf, index, siblings, root)
    assert not verify_path(a, 1, [], a)
    assert not verify_path(a[1:], 0, [b, right], root)


def test_nonces_rise() -> None:
    nonces = [fresh_nonce() for _ in range(2_000)]
    assert nonces == sorted(set(nonces))
