"""Whether each transaction is in its tick, signed, and what the receipt calls it."""

from __future__ import annotations

from qubix.chain.contract.generated.constants import Procedure
from qubix.chain.contract.generated.records import CreateJobInput
from qubix.chain.contract.hashes import job_key_of
from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import tick_data, transaction
from qubix.chain.signed_transaction import SignedTransaction, digest_from_transaction_id, verify_transaction
from qubix.chain.verify_computors import verify_tick_data
from qubix.crypto import contract_public_key, identity_from_public_key

from .check import ReceiptCheck, VerifiedGround, wrong
from .claims import ReceiptClaims, TransactionClaim

_CREATION = "CreateJob"
_PROCEDURES = {procedure.name.replace("_", "").lower(): procedure for procedure in Procedure}


def check_transactions(claims: ReceiptClaims, verified: VerifiedGround) -> Conversation[list[ReceiptCheck]]:
    """One check for each, and one that the creation of the job is among them."""
    checks: list[ReceiptCheck] = []
    for claim in claims.transactions:
        checks.append((yield from _check(claim, claims, verified)))
    created = any(claim.procedure == _CREATION for claim in claims.transactions)
    return [*checks, ReceiptCheck("the creation of the job is among the transactions", ok=created)]


def _check(claim: TransactionClaim, claims: ReceiptClaims, verified: VerifiedGround) -> Conversation[ReceiptCheck]:
    what = f"{claim.procedure} {claim.id[:8]}… in tick {claim.tick}"
    digest = digest_from_transaction_id(claim.id)
    data = yield from tick_data(claim.tick)
    found = yield from transaction(digest)
    if data is None or not verify_tick_data(data, verified.computors):
        return wrong(what, "the tick's data is missing, or not its leader's")
    if digest not in data.transaction_digests:
        return wrong(what, "it is not in that tick")
    if found is None or not verify_transaction(found):
        return wrong(what, "the node does not have it, or its signature is bad")
    calls_contract = found.destination == contract_public_key(verified.ground.contract_index)
    if not calls_contract or _PROCEDURES.get(claim.procedure.lower()) != found.input_type:
        return wrong(what, f"it does not call {claim.procedure}")
    if claim.procedure == _CREATION and not _creates_job(found, claims):
        return wrong(what, "it creates another job")
    return ReceiptCheck(what, ok=True)


def _creates_job(signed: SignedTransaction, claims: ReceiptClaims) -> bool:
    """The key follows from requester, spec digest and nonce: nobody else's transaction can have it."""
    size = CreateJobInput.SIZE
    call = CreateJobInput.decode(signed.payload[:size].ljust(size, b"\0"))
    key = job_key_of(signed.source, call.spec_digest, call.nonce)
    return key == claims.job_key and identity_from_public_key(signed.source) == claims.requester
