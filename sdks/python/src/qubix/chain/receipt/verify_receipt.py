"""Checking a receipt against the chain."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import computors
from qubix.chain.verify_computors import verify_computor_list
from qubix.crypto import public_key_from_identity

from .check import ReceiptCheck, ReceiptGround, VerifiedGround, same, wrong
from .check_authorizations import check_authorizations
from .check_charges import check_charges
from .check_record import check_record
from .check_transactions import check_transactions
from .claims import read_claims


@dataclass(frozen=True)
class ReceiptVerdict:
    """What came of checking a receipt."""

    checks: list[ReceiptCheck]
    signatures: int
    """How many computor signatures were verified on the way."""

    @property
    def ok(self) -> bool:
        """Whether everything is as the receipt says."""
        return all(check.ok for check in self.checks)


def verify_receipt(receipt: object, ground: ReceiptGround) -> Conversation[ReceiptVerdict]:
    """Checks a receipt without asking the hub.

    The contract's own record, the transactions in their ticks, and the computors' signatures, which take about a second
    of arithmetic for each batch of assignments. A node's answers are claims: ask several by several calls.

    Args:
        receipt: The JSON document of `GET /jobs/{key}/receipt`.
        ground: The network, as it is known from elsewhere than the hub.

    Raises:
        QubixError: INVALID_RECEIPT, naming the member that is wrong.
        NodeError: The node does not answer.
    """
    claims = read_claims(receipt)
    checks = [same("the network", ground.network, claims.network), *(yield from check_record(claims, ground))]
    listed = yield from computors()
    signed = verify_computor_list(listed, public_key_from_identity(ground.arbitrator))
    checks.append(ReceiptCheck("the arbitrator signed the list of computors", signed))
    if not signed:
        return ReceiptVerdict(checks, 0)
    if listed.epoch != claims.epoch:
        detail = f"the receipt is of epoch {claims.epoch}, nodes keep the ticks of {listed.epoch} only"
        return ReceiptVerdict([*checks, wrong("transactions and signatures", detail)], 0)
    verified = VerifiedGround(ground, listed)
    checks += yield from check_transactions(claims, verified)
    checks += yield from check_charges(claims, ground)
    authorized = yield from check_authorizations(claims, verified)
    return ReceiptVerdict([*checks, *authorized.checks], authorized.signatures)
