"""What a job brought: fetched, opened and checked against what was revealed on the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..core import Core
from ..documents.job import Job
from ..errors import JobFailedError, ResultNotReadyError
from ..files import write_inside
from ..flow.effects import Flow, offload
from ..sealing import RevealedArtifact, UsageStatement, choose_artifact, open_result
from ..transport.hub import Call
from ..transport.retry import repeat
from ..transport.routes import GET_JOB, JOB_ARTIFACT

_LARGEST = 272 * 1024 * 1024
"""256 MiB of outputs, and what is around them."""
_TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class JobResult:
    """An opened result."""

    job: Job = field(repr=False)
    attempt: int
    outcome: str
    """`ok`, or what ended the run: `exit`, `trap`, `out-of-fuel`, … (docs/executors.md)."""
    exit_code: int
    result_digest: str
    outputs: Mapping[str, bytes] = field(repr=False)
    """What the run wrote below /out, by path."""
    usage: UsageStatement | None = None
    """What a metered run used and charges."""
    files: tuple[Path, ...] = ()
    """Where the outputs were written to, if they were."""


def download(core: Core, key: str, *, attempt: int | None, to: Path | None) -> Flow[JobResult]:
    """Opens the result of the majority if the job is decided, else of the first attempt that is revealed."""
    job = yield from core.hub.call(GET_JOB, {"key": key})
    chosen = choose_artifact(_revealed(job), decided=job.result_digest, attempt=attempt)
    if chosen is None:
        if job.ended:
            raise JobFailedError(
                job, job.close_reason or "", f"The job {key} ended without a result: {job.close_reason}."
            )
        raise ResultNotReadyError(job)
    key_pair = yield from core.key_pair()
    call = Call(JOB_ARTIFACT, {"key": key, "attempt": chosen.attempt}, timeout=_TIMEOUT)
    answer = yield from repeat(core.hub.policy, lambda: core.hub.exchange(call, _LARGEST))
    opened = yield from offload(partial(open_result, answer.body, chosen, job_key=job.key, key_pair=key_pair))
    files = (yield from offload(partial(_write, to, opened.outputs))) if to is not None else ()
    return JobResult(
        job=job,
        attempt=opened.attempt,
        outcome=opened.result.outcome,
        exit_code=opened.result.exit_code,
        result_digest=opened.result_digest,
        outputs=opened.outputs,
        usage=opened.usage,
        files=files,
    )


def _write(folder: Path, outputs: Mapping[str, bytes]) -> tuple[Path, ...]:
    return tuple(write_inside(folder, path, data) for path, data in outputs.items())


def _revealed(job: Job) -> Iterator[RevealedArtifact]:
    for one in job.attempts:
        artifact = one.artifact
        if artifact is not None and artifact.masked_key is not None and artifact.result_digest is not None:
            yield RevealedArtifact(one.attempt, artifact.masked_key, artifact.ciphertext_digest, artifact.result_digest)
