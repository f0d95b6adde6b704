"""From what a requester wants to offer to the terms of a job: what is left open is filled in as chain and hub say."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from ..chain import JobTerms, PaidModel, contract_config, query
from ..chain.contract.generated.records import GetHubInput, GetModelInput
from ..core import Core
from ..errors import InputError
from ..flow.effects import Flow
from ..transport.routes import GET_NETWORK, GET_PROVIDER
from .options import Offer

DEFAULT_CAP = 1_000
DEFAULT_DEADLINE = 20_000
_BASIS_POINTS = 10_000
_MOST_REPLICAS = 8


def terms_of(core: Core, offer: Offer, model: int | None) -> Flow[JobTerms]:
    """The terms. Fees are what the contract says, not what the hub says: it could ask for more than is due."""
    index = (yield from core.hub.network()).contract.index
    info = yield from core.hub.call(GET_NETWORK)
    hub = yield from core.ask(query(index, GetHubInput(identity=bytes(32), hub=info.hub.slot)))
    config = yield from core.ask(contract_config(index))
    replicas = offer.get("replicas", 1)
    quorum = offer.get("quorum", replicas // 2 + 1)
    cap = offer.get("price_cap", DEFAULT_CAP)
    check_offer(replicas, quorum, cap)
    least = -(-replicas * cap * config.config.min_protocol_fee_bps // _BASIS_POINTS)
    terms = JobTerms(
        hub=info.hub.slot,
        hub_fee=hub.record.min_fee,
        replicas=replicas,
        quorum=quorum,
        price_cap=cap,
        protocol_fee=offer.get("protocol_fee", least),
        start=offer.get("start", "escrow-final"),
        metered=offer.get("metered", False),
        providers=(yield from slots_of(core, offer)),
        min_stake=offer.get("min_stake", 0),
        bonded_only=offer.get("bonded_only", False),
    )
    if model is None:
        return terms
    found = yield from core.ask(query(index, GetModelInput(digest=bytes(32), model=model)))
    return replace(terms, model=PaidModel(model, found.record.royalty))


def check_offer(replicas: int, quorum: int, cap: int) -> None:
    """What the contract would refuse is told before anything is sent."""
    for what, value, least, most in (
        ("replicas", replicas, 1, _MOST_REPLICAS),
        ("quorum", quorum, 1, replicas),
        ("price_cap", cap, 1, 10**15),
    ):
        if not least <= value <= most:
            raise InputError(f"{what} is a whole number from {least} to {most}, not {value}.")


def slots_of(core: Core, offer: Offer) -> Flow[list[int] | None]:
    """Slots of the providers that are named by slot or identity; None for anybody."""
    if "providers" not in offer:
        return None
    slots: list[int] = []
    for one in offer["providers"]:
        if isinstance(one, str):
            provider = yield from core.hub.call(GET_PROVIDER, {"identity": one})
            slots.append(provider.slot)
        else:
            slots.append(one)
    return slots


def estimate_terms(offer: Offer, slots: list[int] | None) -> dict[str, object]:
    """The part of an offer that an estimate depends on, as its request has it."""
    names = {
        "replicas": "replicas",
        "quorum": "quorum",
        "metered": "metered",
        "bonded_only": "bondedOnly",
        "start": "start",
    }
    given = cast("dict[str, object]", offer)
    terms = {json: given[name] for name, json in names.items() if name in given}
    terms |= {
        json: str(given[name]) for name, json in (("price_cap", "priceCap"), ("min_stake", "minStake")) if name in given
    }
    return terms | ({} if slots is None else {"providers": slots})
