"""From JSON to documents."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.documents.answers import Why
from qubix.documents.decode import decode
from qubix.documents.document import json_name
from qubix.documents.job import Job, JobSummary, Metrics
from qubix.documents.model import TensorSchema
from qubix.errors import BadAnswerError

SUMMARY: dict[str, Any] = {
    **{
        "key": "ab",
        "kind": "wasm",
        "requester": "A" * 60,
        "state": "settled",
        "replicas": 3,
        "escrow": "9007199254740993",
    },
    **{"createdAt": 1_700_000_000_123, "updatedAt": 0, "closeReason": "verified", "somethingNew": [1]},
}


def test_amounts_are_exact_times_are_moments_and_the_rest_is_kept() -> None:
    job = decode(JobSummary, SUMMARY)
    assert job.escrow == 9007199254740993
    assert job.created_at == datetime(2023, 11, 14, 22, 13, 20, 123_000, timezone.utc)
    assert job.name is None
    assert job.succeeded
    assert job.raw["somethingNew"] == [1]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        *(("escrow", bad) for bad in (5, "-1", "1.5", "1e3", "²", "", "9" * 21, None, True)),
        *(("createdAt", bad) for bad in ("1", -1, 1.5, 10**15, True, [])),
        *(("replicas", bad) for bad in ("3", 3.0, True, {})),
        *(("key", bad) for bad in (1, None, ["x"])),
    ],
)
def test_what_does_not_fit_is_named(member: str, value: object) -> None:
    with pytest.raises(BadAnswerError, match=f"answer.{member}"):
        decode(JobSummary, {**SUMMARY, member: value})


def test_what_is_missing_is_named() -> None:
    with pytest.raises(BadAnswerError, match=r"answer\.escrow is missing"):
        decode(JobSummary, {name: value for name, value in SUMMARY.items() if name != "escrow"})


def test_nested_members() -> None:
    assert decode(TensorSchema, {"name": "x", "dtype": "float32", "shape": ["N", 8]}).shape == ("N", 8)
    why = {
        "key": "k",
        "state": "funded",
        "summary": "s",
        "report": {"at": 1, "offers": 1, "fitting": 0, "reasons": {"x": 1}},
    }
    with pytest.raises(BadAnswerError, match=r"answer\.report\.nearest is missing"):
        decode(Why, why)
    assert decode(Metrics, {"memoryMiB": 5}).memory_mib == 5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(BadAnswerError):
        decode(Job, value)


def test_names() -> None:
    assert [json_name(name) for name in ("key", "price_cap", "memory_mib", "p50_ms")] == [
        *("key", "priceCap", "memoryMiB", "p50Ms")
    ]
