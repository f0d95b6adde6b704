"""From a spec and an offer to a job that its hub has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..blobs.upload import upload
from ..chain import JobTerms, entity, explain_call, prepare_job
from ..chain.contract.generated.records import CreateJobInput
from ..core import Core
from ..errors import QubixError
from ..flow.effects import Flow
from ..progress import ProgressSink
from ..spec import ParsedSpec
from ..transport.routes import SUBMIT_JOB
from .offer import DEFAULT_DEADLINE, terms_of
from .options import Offer


@dataclass(frozen=True, slots=True)
class SubmittedJob:
    """A job on its way. `escrow` QU are locked until it ends, `amount` leave the wallet."""

    key: str
    spec_digest: str
    escrow: int
    amount: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to run, the bytes that it names, and the model that it pays."""

    spec: ParsedSpec
    blobs: Mapping[str, bytes | Path]
    model: int | None = None


def submit(core: Core, prepared: Prepared, offer: Offer, tell: ProgressSink) -> Flow[SubmittedJob]:
    """Signs, uploads what is missing and submits. The contract is asked first whether it would take the job, so
    nothing is uploaded for one that it refuses. Everything may be repeated: the hub knows a job by its key."""
    terms: JobTerms = yield from terms_of(core, offer, prepared.model)
    caller = yield from core.caller()
    deadline = offer.get("deadline_ticks", DEFAULT_DEADLINE)
    job = yield from core.ask(prepare_job(caller, prepared.spec, terms, deadline_ticks=deadline))
    call = CreateJobInput.decode(job.transactions[0].payload)
    yield from core.ask(explain_call(caller, call, job.amount))
    balance = (yield from core.ask(entity(caller.key_pair.public_key))).balance
    if balance < job.amount:
        raise QubixError(
            "INSUFFICIENT_FUNDS", f"The wallet has {balance} QU, the job takes {job.amount}. Nothing was sent."
        )
    for blob in prepared.blobs.values():
        yield from upload(core.hub, blob, tell)
    if prepared.blobs:
        # Uploads take time, and ticks pass meanwhile. The same nonce makes the same job.
        job = yield from core.ask(prepare_job(caller, prepared.spec, terms, deadline_ticks=deadline, nonce=call.nonce))
    body = {"spec": prepared.spec.spec, "transactions": [one.encoded.hex() for one in job.transactions]}
    yield from core.hub.call(SUBMIT_JOB, body=body)
    return SubmittedJob(job.key, prepared.spec.digest, job.escrow, job.amount)
