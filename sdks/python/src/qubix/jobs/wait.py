"""Waiting for a job: its live channel says when to look."""

from __future__ import annotations

import time
from typing import Literal, TypeAlias

from ..core import Core
from ..documents.job import Job
from ..errors import WaitTimeoutError
from ..flow.effects import Flow
from ..live.job_feed import JobFeed
from ..progress import Progress, ProgressSink
from ..transport.routes import GET_JOB

Until: TypeAlias = Literal["result", "settled"]
"""`result`: it can be opened. `settled`: the job is over, and everybody paid or refunded."""

_STAGES = (
    "submitted",
    "funded",
    "matched",
    "assigned",
    "authorized",
    "running",
    "committed",
    "revealed",
    "decided",
    "settled",
)
_LOOK_SECONDS = 30.0
"""Looked this often in any case: a proxy may swallow the channel's messages."""


def wait(core: Core, key: str, *, until: Until, timeout: float, tell: ProgressSink) -> Flow[Job]:
    """The job once it is so far. Raises WaitTimeoutError; the job goes on then."""
    deadline = time.monotonic() + timeout
    feed: JobFeed | None = None
    while True:
        job = yield from core.hub.call(GET_JOB, {"key": key})
        tell(progress_of(job))
        if job.ended or (until == "result" and job.revealed):
            return job
        left = deadline - time.monotonic()
        if left <= 0:
            raise WaitTimeoutError(job)
        feed = feed or JobFeed(core.hub, key, job.last_event)
        yield from feed.next(min(left, _LOOK_SECONDS))


def progress_of(job: Job) -> Progress:
    """How far a job is: stages, and within the stage of running what the run tells of itself."""
    stage = len(_STAGES) - 1 if job.ended else _STAGES.index(job.state) if job.state in _STAGES else 0
    running = [one.progress for one in job.attempts if one.progress is not None and one.phase == "running"]
    within = max(running, default=0.0) if job.state == "running" else 0.0
    return Progress(f"job {job.key[:8]}", stage + within, len(_STAGES) - 1, job.close_reason or job.state)
