"""A result with the bytes of its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qubix.errors import QubixError
from qubix.spec.blob import blob_digest
from qubix.spec.parse_json import parse_json

from .run_result import ResultOutput, RunResult, read_result
from .usage_statement import UsageStatement, read_usage

_MAX_RESULT_JSON = 4 * 1024 * 1024
_MAX_USAGE_JSON = 16 * 1024
_LENGTH_SIZE = 4


@dataclass(frozen=True)
class ResultBundle:
    """What was sealed."""

    result: RunResult
    outputs: Mapping[str, bytes]
    """By path."""
    usage: UsageStatement | None
    """Of a metered run."""


def unpack_result(data: bytes) -> ResultBundle:
    """Reads a bundle, and checks each output against its size and digest.

    length of the result's JSON in 4 bytes ‖ that JSON ‖ the outputs in its order ‖ a metered run's usage as JSON

    Raises:
        QubixError: BAD_BUNDLE.
    """
    end = _LENGTH_SIZE + int.from_bytes(data[:_LENGTH_SIZE], "little")
    if len(data) < _LENGTH_SIZE or end > len(data) or end > _MAX_RESULT_JSON:
        raise _bad("its result is cut off or too long")
    try:
        result = read_result(parse_json(data[_LENGTH_SIZE:end], _MAX_RESULT_JSON))
    except QubixError as error:
        raise _bad("its result is malformed") from error
    outputs: dict[str, bytes] = {}
    for output in result.outputs:
        outputs[output.path] = _output_at(data, end, output)
        end += output.size
    return ResultBundle(result, outputs, _usage_in(data[end:]) if end < len(data) else None)


def _output_at(data: bytes, start: int, output: ResultOutput) -> bytes:
    content = data[start : start + output.size]
    if len(content) != output.size or blob_digest(content) != output.digest:
        raise _bad(f"the output {output.path} differs from its size or digest")
    return content


def _usage_in(data: bytes) -> UsageStatement:
    try:
        return read_usage(parse_json(data, _MAX_USAGE_JSON))
    except QubixError as error:
        raise _bad("its usage is malformed") from error


def _bad(what: str) -> QubixError:
    return QubixError("BAD_BUNDLE", f"The result can't be read: {what}.")
