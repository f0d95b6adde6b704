"""Publishing a model on the chain."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.node.conversation import Conversation
from qubix.chain.until_effect import until_effect

from .call_contract import Caller, call_contract
from .fresh_nonce import fresh_nonce
from .generated.constants import NO_MODEL, NO_SLOT
from .generated.records import GetModelInput, ListModelsInput, Model, PublishModelInput, UpdateModelInput
from .query import contract_config, query


@dataclass(frozen=True)
class Parent:
    """The model that one was made from, and its share of the royalty in hundredths of a percent."""

    model: int
    share_bps: int


def publish_model_on_chain(
    caller: Caller, *, digest: bytes, royalty: int, parent: Parent | None = None
) -> Conversation[int]:
    """Publishes a model version of the caller's unless it is published; gives its slot. Costs the contract's modelFee.

    Args:
        caller: The model's creator.
        digest: SHA-256 of the manifest.
        royalty: In QU, paid once per job.
        parent: What it was made from.

    Raises:
        RefusedCallError, TransactionDroppedError, NoEffectError, NodeError
    """
    creator = caller.key_pair.public_key
    existing = yield from find_model(caller.contract_index, digest, creator)
    if existing is not None:
        return existing
    fees = yield from contract_config(caller.contract_index)
    call = PublishModelInput(
        digest=digest,
        royalty=royalty,
        parent=parent.model if parent else NO_MODEL,
        parent_share_bps=parent.share_bps if parent else 0,
        nonce=fresh_nonce(),
    )
    yield from call_contract(caller, call, fees.config.model_fee)
    return (yield from until_effect("PublishModel", lambda: find_model(caller.contract_index, digest, creator)))


def update_model_on_chain(caller: Caller, slot: int, *, royalty: int, active: bool) -> Conversation[None]:
    """Changes a model's royalty, or withdraws it from new jobs. Jobs that have it already are not touched.

    Raises:
        RefusedCallError, TransactionDroppedError, NoEffectError, NodeError
    """
    fees = yield from contract_config(caller.contract_index)
    creator = caller.key_pair.public_key
    call = UpdateModelInput(model=slot, active=int(active), royalty=royalty, creator=creator, nonce=fresh_nonce())
    yield from call_contract(caller, call, fees.config.call_fee)

    def changed() -> Conversation[Model | None]:
        answer = yield from query(caller.contract_index, GetModelInput(digest=bytes(32), model=slot))
        record = answer.record
        return record if (record.royalty, record.active) == (royalty, int(active)) else None

    yield from until_effect("UpdateModel", changed)


def find_model(contract_index: int, digest: bytes, creator: bytes) -> Conversation[int | None]:
    """Slot of the model with this digest and creator: anybody can publish a digest, each for himself."""
    slot = 0
    while slot != NO_SLOT:
        page = yield from query(contract_index, ListModelsInput(from_slot=slot, changed_since=0))
        for entry in page.entries[: page.count]:
            if entry.record.digest == digest and entry.record.creator == creator:
                return entry.slot
        if page.next_slot <= slot:
            return None
        slot = page.next_slot
    return None
