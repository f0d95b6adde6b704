"""What can be done to a job."""

from __future__ import annotations

from typing import Literal, TypeAlias

from qubix.chain.contract.call_contract import Caller, explain_call
from qubix.chain.contract.fresh_nonce import fresh_nonce
from qubix.chain.contract.generated.records import AcceptResultInput, CancelJobInput, ClaimTimeoutInput
from qubix.chain.contract.query import contract_config
from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import tick_info
from qubix.chain.signed_transaction import SignedTransaction

from .find_job import find_job
from .ladder import ladder_ticks, sign_ladder

JobAction: TypeAlias = Literal["cancel", "accept", "claim"]
"""By the requester; `claim`, what a deadline has made due, by anybody."""

_CALLS: dict[JobAction, type[CancelJobInput] | type[AcceptResultInput] | type[ClaimTimeoutInput]] = {
    "cancel": CancelJobInput,
    "accept": AcceptResultInput,
    "claim": ClaimTimeoutInput,
}


def prepare_action(caller: Caller, action: JobAction, job_key: str) -> Conversation[list[SignedTransaction]]:
    """Signs the ladder for an action, for the job's hub to relay one by one as needed.

    Raises:
        JobNotOnChainError, RefusedCallError, NodeError
    """
    job = yield from find_job(caller.contract_index, job_key)
    fees = yield from contract_config(caller.contract_index)
    call = _CALLS[action](job_key=job.record.key, job_slot=job.job_slot, nonce=fresh_nonce())
    amount = fees.config.call_fee
    yield from explain_call(caller, call, amount)
    now = yield from tick_info()
    return sign_ladder(caller, call, amount, ladder_ticks(now.tick, caller.tick_offset))
