"""A job as the contract has it."""

from __future__ import annotations

from qubix.chain.contract.generated.constants import NO_SLOT
from qubix.chain.contract.generated.records import GetJobInput, GetJobOutput
from qubix.chain.contract.query import query
from qubix.chain.errors import JobNotOnChainError
from qubix.chain.node.conversation import Conversation
from qubix.errors import QubixError


def find_job(contract_index: int, job_key: str) -> Conversation[GetJobOutput]:
    """The contract's record of a job.

    Args:
        contract_index: Of the network.
        job_key: 64 hex digits.

    Raises:
        JobNotOnChainError: It is over, or its creation never got there.
    """
    try:
        key = bytes.fromhex(job_key)
    except ValueError:
        raise QubixError("BAD_VALUE", "A job's key has 64 hexadecimal digits.") from None
    job = yield from query(contract_index, GetJobInput(job_key=key, job_slot=NO_SLOT))
    if not job.found:
        raise JobNotOnChainError
    return job
