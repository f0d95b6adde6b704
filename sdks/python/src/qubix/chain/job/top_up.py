"""Adding money to a job."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.contract.call_contract import Caller, explain_call
from qubix.chain.contract.generated.records import TopUpJobInput
from qubix.chain.contract.query import contract_config
from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import tick_info
from qubix.chain.signed_transaction import SignedTransaction

from .find_job import find_job
from .ladder import ladder_ticks, sign_ladder


@dataclass(frozen=True)
class PreparedTopUp:
    """A top-up that is ready to be handed to the job's hub."""

    number: int
    """Which of the job's top-ups it is. The contract takes each number once."""
    attached: int
    """QU, the contract's fee for the call included."""
    transactions: list[SignedTransaction]


def prepare_top_up(caller: Caller, job_key: str, *, amount: int, extend_ticks: int = 0) -> Conversation[PreparedTopUp]:
    """Signs the ladder of a top-up. Done again before the first one is in a tick, it is the same one and counts once.

    Args:
        caller: The job's requester.
        job_key: 64 hex digits.
        amount: QU for the runs, whose price cap it raises in equal parts, and the protocol fee on it. What the contract
            can't divide, it sends back. Its fee for the call comes on top.
        extend_ticks: Ticks by which the deadline moves.

    Raises:
        JobNotOnChainError, RefusedCallError, NodeError
    """
    job = yield from find_job(caller.contract_index, job_key)
    fees = yield from contract_config(caller.contract_index)
    number = job.record.top_ups + 1
    call = TopUpJobInput(job_key=job.record.key, job_slot=job.job_slot, extend_ticks=extend_ticks, nonce=number)
    attached = amount + fees.config.call_fee
    yield from explain_call(caller, call, attached)
    now = yield from tick_info()
    ticks = ladder_ticks(now.tick, caller.tick_offset)
    return PreparedTopUp(number=number, attached=attached, transactions=sign_ladder(caller, call, attached, ticks))
