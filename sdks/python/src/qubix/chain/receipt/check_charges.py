"""Whether metered runs were paid no more than what they had bound themselves to."""

from __future__ import annotations

from typing import TypeVar

from qubix.chain.contract.generated.records import (
    CommitResultsInput,
    GetProviderInput,
    RevealItem,
    RevealResultsInput,
)
from qubix.chain.contract.hashes import CommitmentParts, commitment_of
from qubix.chain.contract.query import contract_config, query
from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import transaction
from qubix.chain.signed_transaction import digest_from_transaction_id
from qubix.crypto import public_key_from_identity

from .check import ReceiptCheck, ReceiptGround, wrong
from .claims import ReceiptClaims, RunClaim

Batch = TypeVar("Batch", CommitResultsInput, RevealResultsInput)


def check_charges(claims: ReceiptClaims, ground: ReceiptGround) -> Conversation[list[ReceiptCheck]]:
    """For each metered run: that a commitment bound its charge before anybody saw the others' charges, and its pay.

    A run is paid no more than it asked for, but for its provider's or the contract's least price.
    """
    if all(run.charge is None for run in claims.runs):
        return []
    commits = yield from _inputs(claims, "CommitResults", CommitResultsInput)
    reveals = yield from _inputs(claims, "RevealResults", RevealResultsInput)
    commitments = {item.commitment for batch in commits for item in batch.items[: batch.count]}
    revealed = [item for batch in reveals for item in batch.items[: batch.count]]
    config = (yield from contract_config(ground.contract_index)).config
    checks: list[ReceiptCheck] = []
    for run in claims.runs:
        if run.charge is None:
            continue
        what = f"what attempt {run.attempt} asked for"
        asked = GetProviderInput(identity=bytes(32), provider=run.provider)
        provider = yield from query(ground.contract_index, asked)
        most = max(run.charge, provider.record.min_price, config.min_price)
        if not any(_binds(item, run, claims, commitments) for item in revealed):
            checks.append(wrong(what, f"no commitment among the transactions binds {run.charge} QU"))
        elif run.paid > most:
            checks.append(wrong(what, f"it asked for {run.charge} QU and got {run.paid}"))
        else:
            checks.append(ReceiptCheck(what, ok=True))
    return checks


def _binds(item: RevealItem, run: RunClaim, claims: ReceiptClaims, commitments: set[bytes]) -> bool:
    if run.identity is None or item.attempt != run.attempt or item.charge != run.charge:
        return False
    parts = CommitmentParts(
        contract_index=claims.contract_index,
        job_key=claims.job_key,
        provider=public_key_from_identity(run.identity),
        attempt=item.attempt,
        result_digest=item.result_digest,
        ciphertext_digest=item.ciphertext_digest,
        masked_key=item.masked_key,
        salt=item.salt,
        charge=item.charge,
    )
    return commitment_of(parts) in commitments


def _inputs(claims: ReceiptClaims, procedure: str, kind: type[Batch]) -> Conversation[list[Batch]]:
    inputs: list[Batch] = []
    for claim in claims.transactions:
        if claim.procedure != procedure:
            continue
        found = yield from transaction(digest_from_transaction_id(claim.id))
        if found is not None:
            inputs.append(kind.decode(found.payload[: kind.SIZE].ljust(kind.SIZE, b"\0")))
    return inputs
