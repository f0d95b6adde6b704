"""`client.jobs`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..chain import ReceiptGround, ReceiptVerdict, prepare_action, prepare_top_up, verify_receipt
from ..documents.answers import Estimate, Receipt, Why
from ..documents.job import Job, JobEvent, JobSummary, Submitted
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..jobs import logs as job_logs
from ..jobs import result as job_result
from ..jobs.offer import estimate_terms, slots_of
from ..jobs.options import JobOptions
from ..jobs.run import RUN_SECONDS, split_options
from ..jobs.submit import SubmittedJob, submit
from ..jobs.wait import Until, wait
from ..jobs.what import What
from ..progress import ProgressSink, showing
from ..transport.routes import (
    DELETE_JOB_DATA,
    ESTIMATE_JOB,
    GET_JOB,
    JOB_ACTIONS,
    JOB_RECEIPT,
    JOB_WHY,
    LIST_JOBS,
    TOP_UP_JOB,
)
from .resource import Resource

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Jobs(Resource[Driver]):
    """Jobs: submit them, watch them, fetch what they brought."""

    @call
    def submit(
        self,
        *,
        wasm: bytes | str | Path | None = None,
        args: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        model: str | None = None,
        spec: Mapping[str, Any] | None = None,
        inputs: Any = None,
        progress: ProgressSink | bool = False,
        **options: Unpack[JobOptions],
    ) -> Flow[SubmittedJob]:
        """Submits a job and returns at once; `wait` waits for it.

        Exactly one of `wasm` (a WASI program: its bytes, or where it is), `model` (`namespace/name`) and `spec` (a
        whole job spec) says what runs. `inputs` are files by path for a program, arrays for a model. The rest is
        `JobOptions`: `replicas`, `price_cap`, `limits`, `private`, …

            job = client.jobs.submit(wasm="program.wasm", args=["/in/table.csv"], inputs={"table.csv":
            "data/table.csv"})
        """
        work = What(wasm, args, env or {}, model, spec, inputs)
        _, offer = split_options(options)

        def flow(tell: ProgressSink) -> Flow[SubmittedJob]:
            prepared = yield from work.prepare(self._core, options)
            return (yield from submit(self._core, prepared, offer, tell))

        return showing(progress, flow)

    @call
    def estimate(
        self,
        *,
        wasm: bytes | str | Path | None = None,
        args: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        model: str | None = None,
        spec: Mapping[str, Any] | None = None,
        inputs: Any = None,
        **options: Unpack[JobOptions],
    ) -> Flow[Estimate]:
        """What `submit` with the same arguments would cost, and how long it would take. Nothing is sent to the
        chain."""
        prepared = yield from What(wasm, args, env or {}, model, spec, inputs).prepare(self._core, options)
        _, offer = split_options(options)
        terms = estimate_terms(offer, (yield from slots_of(self._core, offer)))
        return (yield from self._core.hub.call(ESTIMATE_JOB, body={"spec": prepared.spec.spec, "terms": terms}))

    @call
    def get(self, key: str) -> Flow[Job]:
        """A job with its attempts and transactions."""
        return self._core.hub.call(GET_JOB, {"key": key})

    @stream
    def list(
        self,
        *,
        mine: bool = False,
        requester: str | None = None,
        state: str | Sequence[str] | None = None,
        kind: Literal["wasm", "onnx"] | None = None,
        model: int | None = None,
        provider: int | None = None,
        search: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        sort: Literal["newest", "oldest", "updated"] | None = None,
        page_size: int = 50,
    ) -> Stream[JobSummary]:
        """Jobs of the hub, newest first unless `sort` says otherwise; pages are fetched as they are needed."""
        query = {
            "requester": self._core.signer().identity if mine else requester,
            "state": state,
            "kind": kind,
            "model": model,
            "provider": provider,
            "search": search,
            "createdAfter": created_after,
            "createdBefore": created_before,
            "sort": sort,
            "limit": page_size,
        }
        return self._core.hub.pages(LIST_JOBS, query=query)

    @call
    def wait(
        self, key: str, *, until: Until = "settled", timeout: float = RUN_SECONDS, progress: ProgressSink | bool = False
    ) -> Flow[Job]:
        """Waits until a job's result can be opened, or until it is over and paid. Raises WaitTimeoutError; the job
        goes on."""
        return showing(progress, lambda tell: wait(self._core, key, until=until, timeout=timeout, tell=tell))

    @stream
    def logs(self, key: str, *, attempt: int | None = None, follow: bool = False) -> Stream[job_logs.LogLine]:
        """What the job writes to stdout and stderr; with `follow` until it has ended. Only its requester can read
        it."""
        return job_logs.logs(self._core, key, attempt=attempt, follow=follow)

    @stream
    def events(self, key: str, *, after: int = 0, follow: bool = False) -> Stream[JobEvent]:
        """What happened to the job, in order; with `follow` until it has ended. `after` is the last number that you
        have."""
        return job_logs.events(self._core, key, after=after, follow=follow)

    @call
    def download(
        self, key: str, *, attempt: int | None = None, to: str | Path | None = None
    ) -> Flow[job_result.JobResult]:
        """Fetches the result, opens it, checks it against the chain, and writes its files to a folder if one is
        given."""
        return job_result.download(self._core, key, attempt=attempt, to=None if to is None else Path(to))

    @call
    def why(self, key: str, *, provider: int | str | None = None) -> Flow[Why]:
        """Why nobody has taken the job yet; of one provider, by slot or identity, its reasons."""
        return self._core.hub.call(JOB_WHY, {"key": key}, query={"provider": provider})

    @call
    def receipt(self, key: str) -> Flow[Receipt]:
        """Who ran it, what was paid to whom, and what proves it. There is none before the job has ended."""
        return self._core.hub.call(JOB_RECEIPT, {"key": key})

    @call
    def verify_receipt(self, key: str) -> Flow[ReceiptVerdict]:
        """Checks the hub's receipt against a node: the contract's own record, the transactions, the computors'
        signatures.

        What it proves is as good as the network's definition: take that from a profile, not from the hub itself.
        """
        network = yield from self._core.hub.network()
        receipt = yield from self._core.hub.call(JOB_RECEIPT, {"key": key})
        ground = ReceiptGround(
            network=network.id,
            contract_index=network.contract.index,
            oc_interface=network.oc_interface,
            arbitrator=network.arbitrator,
        )
        return (yield from self._core.ask(verify_receipt(receipt.raw, ground)))

    @call
    def cancel(self, key: str) -> Flow[Submitted]:
        """Cancels a job that nobody has committed a result for. What accepted work is owed is paid, the rest comes
        back."""
        return self._act(key, "cancel")

    @call
    def accept(self, key: str) -> Flow[Submitted]:
        """Accepts a single run's result before the window for objections ends: it is paid at once."""
        return self._act(key, "accept")

    @call
    def claim(self, key: str) -> Flow[Submitted]:
        """Ends a job whose time has passed; anybody may."""
        return self._act(key, "claim")

    @call
    def top_up(self, key: str, *, amount: int, extend_ticks: int = 0) -> Flow[Submitted]:
        """Adds money, and time if wished, to a job that takes commitments. The contract's fee for the call comes on
        top."""
        caller = yield from self._core.caller()
        ladder = yield from self._core.ask(prepare_top_up(caller, key, amount=amount, extend_ticks=extend_ticks))
        body = {"transactions": [one.encoded.hex() for one in ladder.transactions]}
        return (yield from self._core.hub.call(TOP_UP_JOB, {"key": key}, body=body))

    @call
    def delete_data(self, key: str) -> Flow[bool]:
        """Deletes an ended job's results, logs and inputs from the hub. What the chain shows stays."""
        return (yield from self._core.hub.call(DELETE_JOB_DATA, {"key": key})).deleted

    def _act(self, key: str, action: Literal["cancel", "accept", "claim"]) -> Flow[Submitted]:
        caller = yield from self._core.caller()
        ladder = yield from self._core.ask(prepare_action(caller, action, key))
        body = {"transactions": [one.encoded.hex() for one in ladder]}
        return (yield from self._core.hub.call(JOB_ACTIONS[action], {"key": key}, body=body))
