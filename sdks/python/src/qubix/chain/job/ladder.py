"""The same call signed for several ticks, so that a hub can go on when the client is gone."""

from __future__ import annotations

from qubix.chain.contract.call_contract import Caller
from qubix.chain.contract.record import Call
from qubix.chain.signed_transaction import SignedTransaction, sign_transaction
from qubix.crypto import contract_public_key

RUNGS = (1, 5, 20)
"""In tick offsets. Each rung must leave time for the proof that the one before is absent, with quick ticks too."""


def sign_ladder(caller: Caller, call: Call, amount: int, ticks: list[int]) -> list[SignedTransaction]:
    """Signs a call for each of the ticks. A hub sends the next one when the one before is proven absent.

    Nonce and job key make it harmless if more than one of them gets into a tick.
    """
    destination, payload = contract_public_key(caller.contract_index), call.encode()
    return [
        sign_transaction(
            caller.key_pair,
            destination=destination,
            amount=amount,
            tick=tick,
            input_type=call.PROCEDURE,
            payload=payload,
        )
        for tick in ticks
    ]


def ladder_ticks(tick: int, tick_offset: int) -> list[int]:
    """The ticks of a ladder that begins now."""
    return [tick + rung * tick_offset for rung in RUNGS]
