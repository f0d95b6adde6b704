"""Selling and buying access to a model's files on the chain."""

from __future__ import annotations

from dataclasses import replace

from qubix.chain.node.conversation import Conversation
from qubix.chain.signed_transaction import SignedTransaction
from qubix.chain.until_effect import until_effect

from .call_contract import Caller, call_contract
from .fresh_nonce import fresh_nonce
from .generated.records import BuyAccessInput, GetModelInput, SetAccessPriceInput
from .query import contract_config, query


def set_access_price_on_chain(caller: Caller, slot: int, *, price: int) -> Conversation[None]:
    """Says what reading a model's files costs, and waits until the contract shows it. Costs the contract's callFee.

    Args:
        caller: The model's creator.
        slot: The model's on the chain, as `find_model` gives it.
        price: In QU; 0 ends the sale. Who has bought access keeps it.

    Raises:
        RefusedCallError, TransactionDroppedError, NoEffectError, NodeError
    """
    fees = yield from contract_config(caller.contract_index)
    call = SetAccessPriceInput(model=slot, price=price, nonce=fresh_nonce())
    yield from call_contract(caller, call, fees.config.call_fee)

    def changed() -> Conversation[bool | None]:
        answer = yield from query(caller.contract_index, GetModelInput(digest=bytes(32), model=slot))
        return True if answer.record.access_price == price else None

    yield from until_effect("SetAccessPrice", changed)


def buy_access_on_chain(caller: Caller, slot: int, *, price: int) -> Conversation[SignedTransaction]:
    """Pays for access to a model's files: `price` and the contract's callFee.

    The contract knows no buyers, and two calls pay twice: so it is signed for one tick only, and what is given is the
    transaction that this tick has taken. The contract may still have refused it there, and given all back, because the
    price has changed.

    Args:
        caller: Who buys.
        slot: The model's on the chain.
        price: In QU; what the creator asks for, neither more nor less.

    Raises:
        RefusedCallError: NOT_FOR_SALE, ACCESS_PRICE_MISMATCH and others; nothing was sent.
        TransactionDroppedError: The tick did not take it. Nothing was paid.
        NodeError: The node does not answer, or the chain stands still. Look at the balance before a repeat.
    """
    fees = yield from contract_config(caller.contract_index)
    call = BuyAccessInput(model=slot, price=price)
    return (yield from call_contract(replace(caller, attempts=1), call, price + fees.config.call_fee))
