"""Creating a job."""

from __future__ import annotations

from dataclasses import dataclass

from qubix.chain.contract.call_contract import Caller
from qubix.chain.contract.fresh_nonce import fresh_nonce
from qubix.chain.contract.generated.constants import NO_MODEL, NO_PROVIDER, AcceptPolicy
from qubix.chain.contract.generated.records import CreateJobInput
from qubix.chain.contract.hashes import job_key_of
from qubix.chain.contract.query import contract_config
from qubix.chain.node.conversation import Conversation
from qubix.chain.node.questions import tick_info
from qubix.chain.signed_transaction import SignedTransaction
from qubix.errors import QubixError
from qubix.spec import ParsedSpec

from .job_terms import START_POLICIES, JobTerms
from .ladder import RUNGS, sign_ladder

_MAX_AHEAD = 240
"""The contract takes a createBy at most 256 ticks ahead of the tick that executes it; some are left for being late."""
_MAX_PROVIDERS = 8


@dataclass(frozen=True)
class PreparedJob:
    """A job that is ready to be handed to its hub."""

    key: str
    """64 hex digits."""
    spec: ParsedSpec
    escrow: int
    """QU that the contract will lock."""
    amount: int
    """QU that the transaction carries: the escrow and the contract's fee."""
    transactions: list[SignedTransaction]
    """The ladder: the same call for up to three ticks."""


def build_create_job(
    caller: Caller,
    spec: ParsedSpec,
    terms: JobTerms,
    *,
    tick: int,
    deadline: int,
    create_fee: int,
    nonce: int | None = None,
) -> PreparedJob:
    """Signs the ladder of CreateJob transactions for a spec.

    Args:
        caller: The requester, who pays.
        spec: What to run.
        terms: What is offered, and to whom.
        tick: The tick now.
        deadline: Tick by which everything must have been revealed.
        create_fee: The contract's fee for CreateJob, in QU.
        nonce: The same one makes the same job again.
    """
    nonce = fresh_nonce() if nonce is None else nonce
    digest = bytes.fromhex(spec.digest)
    royalty = terms.model.royalty if terms.model else 0
    escrow = terms.replicas * terms.price_cap + royalty + terms.hub_fee + terms.protocol_fee
    ticks = sorted({tick + min(rung * caller.tick_offset, _MAX_AHEAD) for rung in RUNGS})
    call = CreateJobInput(
        spec_digest=digest,
        nonce=nonce,
        create_by=ticks[-1],
        deadline=deadline,
        hub=terms.hub,
        model=terms.model.slot if terms.model else NO_MODEL,
        replicas=terms.replicas,
        quorum=terms.quorum,
        accept_policy=_accept_policy(terms),
        start_policy=START_POLICIES[terms.start],
        undecided_policy=0,
        metered=int(terms.metered),
        price_cap=terms.price_cap,
        royalty=royalty,
        hub_fee=terms.hub_fee,
        protocol_fee=terms.protocol_fee,
        min_stake=terms.min_stake,
        providers=_own_list(terms),
    )
    amount = escrow + create_fee
    return PreparedJob(
        key=job_key_of(caller.key_pair.public_key, digest, nonce).hex(),
        spec=spec,
        escrow=escrow,
        amount=amount,
        transactions=sign_ladder(caller, call, amount, ticks),
    )


def prepare_job(
    caller: Caller, spec: ParsedSpec, terms: JobTerms, *, deadline_ticks: int, nonce: int | None = None
) -> Conversation[PreparedJob]:
    """`build_create_job` with tick and fee as the node says. Nothing is sent: that is the hub's part.

    Args:
        caller: The requester, who pays.
        spec: What to run.
        terms: What is offered, and to whom.
        deadline_ticks: Ticks from now by which everything must have been revealed.
        nonce: The same one makes the same job again.
    """
    config = yield from contract_config(caller.contract_index)
    now = yield from tick_info()
    return build_create_job(
        caller,
        spec,
        terms,
        tick=now.tick,
        deadline=now.tick + deadline_ticks,
        create_fee=config.create_fee_now,
        nonce=nonce,
    )


def _accept_policy(terms: JobTerms) -> int:
    return (
        (AcceptPolicy.OWN_LIST if terms.providers is not None else 0)
        | (AcceptPolicy.MIN_STAKE if terms.min_stake else 0)
        | (AcceptPolicy.BONDED if terms.bonded_only else 0)
    )


def _own_list(terms: JobTerms) -> tuple[int, ...]:
    providers = tuple(terms.providers or ())
    if len(providers) > _MAX_PROVIDERS:
        raise QubixError("OUT_OF_RANGE", f"A job names at most {_MAX_PROVIDERS} providers, not {len(providers)}.")
    return providers + (NO_PROVIDER,) * (_MAX_PROVIDERS - len(providers))
