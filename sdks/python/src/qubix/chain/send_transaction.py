"""Sending a transaction and seeing it through."""

from __future__ import annotations

import time

from qubix.crypto import KeyPair

from .errors import NodeError, TransactionDroppedError
from .node.conversation import Conversation, pause
from .node.questions import broadcast, tick_data, tick_info, transaction
from .signed_transaction import SignedTransaction, sign_transaction

ATTEMPTS = 5
_POLL = 0.05
_PATIENCE = 120.0
"""Seconds that a tick may take before the chain counts as halted."""


def send_transaction(
    key_pair: KeyPair,
    *,
    destination: bytes,
    amount: int,
    tick_offset: int,
    input_type: int = 0,
    payload: bytes = b"",
    attempts: int = ATTEMPTS,
) -> Conversation[SignedTransaction]:
    """Signs and sends a transaction, and watches the tick that it names.

    It is signed again, for a later tick, only when it is proven absent: so it can't be paid twice. What is given is the
    version that was included. Included isn't succeeded: look at the effect.

    Args:
        key_pair: The sender.
        destination: Public key of whom it goes to.
        amount: QU.
        tick_offset: How many ticks ahead of the current one to sign.
        input_type: Number of the contract's procedure; 0 for a transfer.
        payload: The procedure's input.
        attempts: For how many ticks it is signed at most, one after another.

    Raises:
        TransactionDroppedError: No tick took it.
        NodeError: The node does not answer, or the chain stands still. The transaction may be on its way: look at the
            balance before a repeat.
        QubixError: OUT_OF_RANGE for what doesn't fit.
    """
    for _ in range(attempts):
        now = yield from tick_info()
        signed = sign_transaction(
            key_pair,
            destination=destination,
            amount=amount,
            tick=now.tick + tick_offset,
            input_type=input_type,
            payload=payload,
        )
        yield from broadcast(signed)
        yield from _until_passed(signed.tick)
        if (yield from was_included(signed)):
            return signed
    raise TransactionDroppedError(attempts)


def was_included(signed: SignedTransaction) -> Conversation[bool]:
    """By the tick's own list, once the tick has passed. A node that keeps none is asked for the transaction itself."""
    data = yield from tick_data(signed.tick)
    if data is None:
        return (yield from transaction(signed.digest)) is not None
    return signed.digest in data.transaction_digests


def _until_passed(tick: int) -> Conversation[None]:
    latest, since = 0, time.monotonic()
    while True:
        now = yield from tick_info()
        if now.tick > tick:
            return
        if now.tick != latest:
            latest, since = now.tick, time.monotonic()
        elif time.monotonic() - since > _PATIENCE:
            message = f"The chain has stood still at tick {latest} for {_PATIENCE:g} s."
            what_to_do = "The transaction may still be executed when it goes on: look at the balance before a repeat."
            raise NodeError("CHAIN_HALTED", f"{message} {what_to_do}")
        yield from pause(_POLL)
