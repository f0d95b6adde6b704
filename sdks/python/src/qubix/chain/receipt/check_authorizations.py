"""Whether 451 computors signed for each attempt."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.authorization import Authorization, Invocation
from qubix.chain.contract.generated.records import (
    GetBatchInput,
    GetBatchOutput,
    GetPathInput,
    OcRequest,
)
from qubix.chain.contract.hashes import verify_path
from qubix.chain.contract.query import query
from qubix.chain.node.conversation import Conversation, pause
from qubix.chain.node.questions import tick_info, tick_transactions
from qubix.chain.wire.computors import QUORUM

from .check import ReceiptCheck, VerifiedGround, wrong
from .claims import AuthorizationClaim, ReceiptClaims

_TICKS_TO_SEARCH = 24
"""An invocation is authorized within 12 ticks or never; a few more for a chain that skips some."""


@dataclass(frozen=True)
class AuthorizationChecks:
    """The checks, and how many computor signatures were verified on the way."""

    checks: list[ReceiptCheck]
    signatures: int


def check_authorizations(claims: ReceiptClaims, verified: VerifiedGround) -> Conversation[AuthorizationChecks]:
    """The batch's root as the contract has it, the path to it, and the signatures in the ticks' own transactions.

    Attempts of one batch share its signatures, which are verified once.
    """
    checks: list[ReceiptCheck] = []
    signatures: dict[int, int] = {}
    for claim in claims.authorizations:
        what = f"451 computors authorized attempt {claim.attempt}"
        batch = yield from query(verified.ground.contract_index, GetBatchInput(batch=claim.batch))
        problem = yield from _leads_to(claim, batch, verified)
        if problem:
            checks.append(wrong(what, problem))
            continue
        if claim.batch not in signatures:
            signatures[claim.batch] = yield from _signatures_of(batch, verified)
        found = signatures[claim.batch]
        complete = found == QUORUM
        detail = "" if complete else f"only {found} valid signatures are in the ticks after it"
        checks.append(ReceiptCheck(what, complete, detail))
    return AuthorizationChecks(checks, sum(signatures.values()))


def _leads_to(claim: AuthorizationClaim, batch: GetBatchOutput, verified: VerifiedGround) -> Conversation[str]:
    """Why the claim doesn't lead to the batch's root; empty if it does."""
    asked = GetPathInput(batch=claim.batch, index=claim.leaf_index)
    place = yield from query(verified.ground.contract_index, asked)
    if not batch.found or not place.found:
        return "the contract does not keep that batch any more"
    if (batch.root, batch.invocation_id, batch.epoch) != (claim.root, claim.invocation_id, claim.epoch):
        return "its batch has another root"
    leads = verify_path(place.leaf, claim.leaf_index, claim.path, batch.root)
    return "" if leads else "its path does not lead to the root"


def _signatures_of(batch: GetBatchOutput, verified: VerifiedGround) -> Conversation[int]:
    request = OcRequest(
        root=batch.root,
        contract_index=verified.ground.contract_index,
        batch=batch.batch,
        count=batch.count,
        tick=batch.tick,
    )
    interface = verified.ground.oc_interface
    invocation = Invocation(batch.invocation_id, batch.epoch, interface, request.encode())
    authorization = Authorization(invocation, verified.computors)
    invoked = batch.invocation_id >> 31
    now = yield from tick_info()
    for tick in range(invoked + 1, min(now.tick, invoked + _TICKS_TO_SEARCH + 1)):
        if authorization.is_complete:
            break
        for one in (yield from tick_transactions(tick)):
            authorization.add(one)
            # 451 verifications take a second: others get their turn.
            yield from pause(0)
    return authorization.signatures
