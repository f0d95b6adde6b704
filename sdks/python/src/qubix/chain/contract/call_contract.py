"""Calling the contract by transactions of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.errors import RefusedCallError
from qubix.chain.node.conversation import Conversation
from qubix.chain.send_transaction import ATTEMPTS, send_transaction
from qubix.chain.signed_transaction import MAX_INPUT_SIZE, SignedTransaction
from qubix.crypto import KeyPair, contract_public_key

from .generated.codes import CODES
from .generated.records import ExplainInput
from .query import query
from .record import Call


@dataclass(frozen=True)
class Caller:
    """Where and as whom to call the contract."""

    key_pair: KeyPair
    contract_index: int
    tick_offset: int
    """How many ticks ahead of the current one to sign; the network's definition says."""
    attempts: int = ATTEMPTS
    """For how many ticks a call is signed at most, each only when the one before is proven absent."""


def call_contract(caller: Caller, call: Call, amount: int) -> Conversation[SignedTransaction]:
    """Calls a procedure, and waits until a tick has taken the transaction.

    The contract is asked beforehand whether it would refuse, so that nothing is sent that can't succeed. What changes
    meanwhile can still make it refuse: look at the effect.

    Raises:
        RefusedCallError: It would refuse.
        TransactionDroppedError: No tick took it.
        NodeError: The node does not answer.
    """
    yield from explain_call(caller, call, amount)
    return (
        yield from send_transaction(
            caller.key_pair,
            destination=contract_public_key(caller.contract_index),
            amount=amount,
            input_type=call.PROCEDURE,
            payload=call.encode(),
            tick_offset=caller.tick_offset,
            attempts=caller.attempts,
        )
    )


def explain_call(caller: Caller, call: Call, amount: int) -> Conversation[None]:
    """Raises RefusedCallError when the contract would refuse this call now."""
    question = ExplainInput(
        invocator=caller.key_pair.public_key,
        amount=amount,
        procedure=call.PROCEDURE,
        input=call.encode().ljust(MAX_INPUT_SIZE, b"\0"),
    )
    answer = yield from query(caller.contract_index, question)
    if answer.code != 0:
        unknown = f"CODE_{answer.code}", "This version of Qubix does not know that code. Update it."
        name, text = CODES.get(answer.code, unknown)
        who = caller.key_pair.identity[:8]
        raise RefusedCallError(name, answer.code, f"The contract would refuse this call of {who}…: {text}")
