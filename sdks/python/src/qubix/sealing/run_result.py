"""What replicas must agree on: no logs, no times."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, TypeAlias, cast, get_args

from qubix.crypto import k12
from qubix.spec import shape
from qubix.spec.canonical_json import canonical_json, utf16
from qubix.spec.primitives import blob_digest, relative_path

Outcome: TypeAlias = Literal["ok", "trap", "out-of-fuel", "out-of-memory", "call-depth", "bad-input", "exit", "budget"]
"""How a run ended. All of these are results, committed and paid, since the work was done.

`exit` is a program's own exit with a code other than 0; `budget` the end of a metered run that had used all that the
requester would pay for.
"""


@dataclass(frozen=True)
class ResultOutput:
    """A file that the run has written."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True)
class RunResult:
    """How a run ended, and what it has written, sorted by path."""

    outcome: Outcome
    exit_code: int
    outputs: tuple[ResultOutput, ...]

    @property
    def digest(self) -> str:
        """K12 of the result's canonical JSON, hex: what is committed on the chain."""
        document = {
            "outcome": self.outcome,
            "exitCode": self.exit_code,
            "outputs": [{"path": one.path, "size": one.size, "digest": one.digest} for one in self.outputs],
        }
        return k12(canonical_json(document).encode()).hex()


def read_result(value: object) -> RunResult:
    """Reads a document that came from outside. Raises QubixError for another shape."""
    _check(value, "$")
    document = cast("dict[str, Any]", value)
    outputs = tuple(ResultOutput(one["path"], one["size"], one["digest"]) for one in document["outputs"])
    if any(utf16(one.path) >= utf16(other.path) for one, other in pairwise(outputs)):
        shape.refuse("$.outputs", "sorted by path, each path once")
    return RunResult(document["outcome"], document["exitCode"], outputs)


_output = shape.document({"path": relative_path, "size": shape.integer(), "digest": blob_digest})
_check = shape.document(
    {
        "outcome": shape.one_of(*get_args(Outcome)),
        "exitCode": shape.integer(-0x80000000, 0xFFFFFFFF),
        "outputs": shape.array(_output, most=4096),
    }
)
