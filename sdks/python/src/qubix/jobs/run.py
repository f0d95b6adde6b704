"""A whole run in one go: prepare, submit, wait, open."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from ..arrays.outputs import Outputs, outputs_of
from ..arrays.tensors import npy_inputs
from ..core import Core
from ..documents.model import Model
from ..errors import JobFailedError
from ..flow.effects import Flow, collect, offload
from ..progress import ProgressSink
from .logs import logs
from .options import JobOptions, Offer, Work
from .prepare import find_model, prepare_model
from .result import JobResult, download
from .submit import SubmittedJob, submit
from .wait import wait

_LOG_TOLD = 2_000
RUN_SECONDS = 600.0
"""How long a run is waited for unless said otherwise. The job goes on after that."""


def split_options(options: JobOptions) -> tuple[Work, Offer]:
    """What the spec says, and what the terms say."""
    work = {name: value for name, value in options.items() if name in Work.__annotations__}
    offer = {name: value for name, value in options.items() if name in Offer.__annotations__}
    unknown = set(options) - set(work) - set(offer)
    if unknown:
        raise TypeError(f"unexpected: {', '.join(sorted(unknown))}")
    return cast("Work", work), cast("Offer", offer)


def submit_model(
    core: Core, name: str, inputs: Any, options: JobOptions, tell: ProgressSink
) -> Flow[tuple[SubmittedJob, Model]]:
    """A job that runs a published model on arrays, images or data frames."""
    work, offer = split_options(options)
    model = yield from find_model(core, name)
    files = yield from offload(partial(npy_inputs, model.manifest, inputs))
    prepared = yield from prepare_model(core, model, files, work)
    return (yield from submit(core, prepared, offer, tell)), model


def outputs(core: Core, key: str, model: Model, timeout: float, tell: ProgressSink) -> Flow[Outputs]:
    """What a model's job brings, once it does."""
    result = yield from outcome(core, key, timeout, tell)
    return (yield from offload(partial(outputs_of, model.manifest, result)))


def outcome(core: Core, key: str, timeout: float, tell: ProgressSink) -> Flow[JobResult]:
    """What a job brings, once it does. Of a run that failed the end of its log is told."""
    yield from wait(core, key, until="result", timeout=timeout, tell=tell)
    result = yield from download(core, key, attempt=None, to=None)
    if result.outcome == "ok":
        return result
    lines = yield from collect(logs(core, key, attempt=result.attempt, follow=False))
    log = "".join(line.text for line in lines)[-_LOG_TOLD:].strip()
    code = f" {result.exit_code}" if result.exit_code else ""
    raise JobFailedError(result.job, result.outcome, f"The run of job {key} ended with {result.outcome}{code}. {log}")
