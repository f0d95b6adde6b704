"""Asking the contract."""

from __future__ import annotations

from typing import TypeVar

from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import call_function

from .generated.records import GetConfigInput, GetConfigOutput
from .record import Question, Record

Answer = TypeVar("Answer", bound=Record)


def query(contract_index: int, question: Question[Answer]) -> Conversation[Answer]:
    """The contract's answer as the node has it now: `query(index, GetJobInput(job_key=…, job_slot=NO_SLOT))`.

    Raises:
        NodeError: CONTRACT_CALL_FAILED, when there is no such contract.
        QubixError: BAD_SIZE, when the contract is of another version.
    """
    output = yield from call_function(contract_index, question.FUNCTION, question.encode())
    answer: Answer = question.OUTPUT.decode(output)
    return answer


def contract_config(contract_index: int) -> Conversation[GetConfigOutput]:
    """The contract's configuration: `.config.call_fee`, `.create_fee_now` and the rest."""
    return query(contract_index, GetConfigInput())
