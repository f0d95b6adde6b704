"""Access to a gated model's files: asked for, or bought."""

from __future__ import annotations

import time
from dataclasses import dataclass

from ..chain import Caller, NoEffectError, buy_access_on_chain, contract_config, entity
from ..core import Core
from ..documents.model import Model, ModelAccess
from ..errors import NotBoughtError, QubixError
from ..errors.problems import AccessNotFoundError
from ..flow.effects import Flow, sleep
from ..transport.retry import is_passing
from ..transport.routes import GET_MODEL_ACCESS, GET_MODEL_REPOSITORY, REQUEST_MODEL_ACCESS

_LOOK_SECONDS = 0.2
_SLOW = (
    "the transaction is in a tick, but the hub does not let you in yet. Look at the transaction before you buy again, "
    "which would pay again. The contract gives everything back where the price has changed meanwhile."
)


@dataclass(frozen=True, slots=True)
class BoughtAccess:
    """Access that its holder has now. `price` is what was just paid for it, in QU, beside the contract's call fee, and
    `transaction` is the id of that payment: 0 and None for who was let in already."""

    access: ModelAccess
    price: int = 0
    transaction: str | None = None


def ask_access(core: Core, model: Model) -> Flow[ModelAccess]:
    """Asks to be let in. Asking again changes nothing."""
    return (yield from core.hub.call(REQUEST_MODEL_ACCESS, {"namespace": model.namespace, "name": model.name}))


def buy_access(core: Core, model: Model, *, max_price: int | None, timeout: float) -> Flow[BoughtAccess]:
    """Pays once, unless the hub lets one in already, and waits until it does."""
    slot, price = _offer_of(model, core.signer().identity)
    access = (yield from _access_to(core, model)) or (yield from _given_for_asking(core, model))
    if access is not None:
        return BoughtAccess(access)
    if max_price is not None and price > max_price:
        raise NotBoughtError(
            "ACCESS_TOO_DEAR",
            f"Access to {model.id} costs {price} QU, more than {max_price} QU. Agree to the price, or ask the owner.",
        )
    caller = yield from core.caller()
    yield from _check_funds(core, caller, price)
    payment = yield from core.ask(buy_access_on_chain(caller, slot, price=price))
    deadline = time.monotonic() + timeout
    while (access := (yield from _access_by_now(core, model))) is None:
        if time.monotonic() >= deadline:
            raise NoEffectError(f"BuyAccess {payment.id}", _SLOW)
        yield from sleep(_LOOK_SECONDS)
    return BoughtAccess(access, price, payment.id)


def _check_funds(core: Core, caller: Caller, price: int) -> Flow[None]:
    """A tick would take the transaction of somebody without the money as well, and nothing would come of it."""
    amount = price + (yield from core.ask(contract_config(caller.contract_index))).config.call_fee
    balance = (yield from core.ask(entity(caller.key_pair.public_key))).balance
    if balance < amount:
        raise NotBoughtError(
            "INSUFFICIENT_FUNDS",
            f"The wallet has {balance} QU, access takes {amount} with the contract's fee. Nothing was sent.",
        )


def _access_to(core: Core, model: Model) -> Flow[ModelAccess | None]:
    """Nothing for who is not let in."""
    params = {"namespace": model.namespace, "name": model.name, "identity": core.signer().identity}
    try:
        access = yield from core.hub.call(GET_MODEL_ACCESS, params)
    except AccessNotFoundError:
        return None
    return access if access.state == "accepted" else None


def _given_for_asking(core: Core, model: Model) -> Flow[ModelAccess | None]:
    """Nobody pays for what the owner gives to whoever asks."""
    whole = yield from core.hub.call(GET_MODEL_REPOSITORY, {"namespace": model.namespace, "name": model.name})
    if whole.gating != "auto":
        return None
    access = yield from ask_access(core, model)
    return access if access.state == "accepted" else None


def _access_by_now(core: Core, model: Model) -> Flow[ModelAccess | None]:
    """After the payment: a hub that does not answer for a while is asked again."""
    try:
        return (yield from _access_to(core, model))
    except QubixError as error:
        if not is_passing(error):
            raise
        return None


def _offer_of(model: Model, identity: str) -> tuple[int, int]:
    """Slot and price."""
    is_own = model.owner == identity
    if model.visibility == "gated" and model.chain is not None and model.chain.access_price is not None and not is_own:
        return model.chain.slot, model.chain.access_price
    hint = "It is yours." if is_own else "Ask its owner."
    if model.visibility == "public":
        hint = "It is public: just use it."
    raise NotBoughtError("NOT_FOR_SALE", f"Access to {model.id} is not for sale to you. {hint}")
