"""Every number of the receipt against the contract's own record."""

from __future__ import annotations

from qubix.chain.contract.generated.constants import NO_MODEL
from qubix.chain.contract.generated.records import GetProviderInput, GetReceiptInput, Receipt, ReceiptRun
from qubix.chain.contract.query import query
from qubix.chain.node.conversation import Conversation
from qubix.crypto import identity_from_public_key

from .check import ReceiptCheck, ReceiptGround, same, wrong
from .claims import ReceiptClaims


def check_record(claims: ReceiptClaims, ground: ReceiptGround) -> Conversation[list[ReceiptCheck]]:
    """Compares all of it, and whether the money in it adds up."""
    asked = GetReceiptInput(job_key=claims.job_key, index=claims.index)
    answer = yield from query(ground.contract_index, asked)
    if not answer.found:
        return [wrong("the contract has the receipt", "the contract does not keep it (any more)")]
    record = answer.receipt
    runs: list[tuple[object, ...]] = []
    for run in record.runs:
        if run.outcome:
            runs.append((yield from _told_run(run, ground)))
    claimed = [(one.provider, one.identity, one.attempt, one.outcome, one.paid, one.slashed) for one in claims.runs]
    model = NO_MODEL if claims.model is None else claims.model
    return [
        same("the contract index is the network's", ground.contract_index, claims.contract_index),
        same("the job", record.job_key, claims.job_key),
        same("the requester", identity_from_public_key(record.requester), claims.requester),
        same("the spec digest", record.spec_digest, claims.spec_digest),
        same("the result digest", record.result_digest, claims.result_digest),
        same("why it ended", record.close_reason, claims.close_reason),
        same(
            "tick, epoch and index",
            (record.tick, record.epoch, record.index),
            (claims.tick, claims.epoch, claims.index),
        ),
        same("hub and model", (record.hub, record.model), (claims.hub, model)),
        same("replicas", record.replicas, claims.replicas),
        same("whether it is metered", record.metered == 1, claims.metered),
        same("royalty", record.royalty_paid, claims.royalty_paid),
        same("the hub's fee", record.hub_paid, claims.hub_paid),
        same("what was burned", record.burned, claims.burned),
        same("the shareholders' part", record.to_shareholders, claims.to_shareholders),
        same("what came back", record.refunded, claims.refunded),
        same("what was slashed", record.slashed, claims.slashed),
        same("who ran it, and was paid or slashed", runs, claimed),
        same("all parts make up the escrow", _sum_of(record), record.escrow),
    ]


def _told_run(run: ReceiptRun, ground: ReceiptGround) -> Conversation[tuple[object, ...]]:
    asked = GetProviderInput(identity=bytes(32), provider=run.provider)
    answer = yield from query(ground.contract_index, asked)
    owner = identity_from_public_key(answer.record.owner)
    return run.provider, owner, run.attempt, run.outcome, run.paid, run.slashed


def _sum_of(record: Receipt) -> int:
    fees = record.royalty_paid + record.hub_paid + record.burned + record.to_shareholders
    return sum(run.paid for run in record.runs) + fees + record.refunded
