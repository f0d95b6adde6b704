import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from qubix.chain.contract.generated import records
from qubix.chain.contract.generated.codes import CODES
from qubix.chain.contract.generated.constants import Code
from qubix.chain.contract.generated.records import AssignItem, AssignJobsInput, GetConfigInput, GetJobInput
from qubix.chain.contract.record import Record
from qubix.errors import QubixError

VECTORS = [
    vector
    for vector in json.loads((Path(__file__).parents[1] / "vectors" / "records.json").read_text())
    if hasattr(records, vector["name"])
]
QUESTION = GetJobInput(job_key=bytes(32), job_slot=1)


def plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Record):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def test_every_struct_that_users_need_is_there() -> None:
    names = {vector["name"] for vector in VECTORS}
    assert {"CreateJobInput", "TopUpJobInput", "PublishModelInput", "ExplainInput", "Receipt", "Job", "Event"} <= names
    assert len(names) > 60


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_bytes_are_those_of_the_contract(vector: dict[str, Any]) -> None:
    struct = getattr(records, vector["name"]).decode(bytes.fromhex(vector["encoded"]))
    assert plain(struct) == vector["value"]
    assert struct.encode().hex() == vector["encoded"]


def test_a_struct_without_fields_is_as_long_as_the_contracts() -> None:
    assert GetConfigInput.decode(GetConfigInput().encode()) == GetConfigInput()


def test_bytes_of_another_length_are_refused() -> None:
    for size in (0, 39, 41):
        with pytest.raises(QubixError, match="same contract version"):
            GetJobInput.decode(bytes(size))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"job_key": bytes(31)}, "GetJobInput.job_key"),
        ({"job_key": "00" * 32}, "GetJobInput.job_key"),
        ({"job_slot": -1}, "GetJobInput.job_slot"),
        ({"job_slot": 2**32}, "GetJobInput.job_slot"),
        ({"job_slot": True}, "GetJobInput.job_slot"),
        ({"job_slot": 1.0}, "GetJobInput.job_slot"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(change: dict[str, Any], path: str) -> None:
    with pytest.raises(QubixError) as caught:
        replace(QUESTION, **change).encode()
    assert caught.value.code == "BAD_VALUE"
    assert caught.value.details["path"] == path


def test_lists_must_be_whole() -> None:
    item = AssignItem(job_key=bytes(32), price=1, job_slot=2, lease_ticks=3, provider=4)
    whole = AssignJobsInput(items=(item,) * 16, count=1, nonce=1)
    assert AssignJobsInput.decode(whole.encode()) == whole
    for items, path in (((item,), "items"), ((item,) * 15 + (QUESTION,), "items[15]")):
        with pytest.raises(QubixError, match="must be") as caught:
            replace(whole, items=items).encode()
        assert caught.value.details["path"] == f"AssignJobsInput.{path}"


def test_every_answer_of_the_contract_has_words() -> None:
    assert {int(code) for code in Code} == set(CODES)
    assert CODES[Code.NONCE_USED][0] == "NONCE_USED"
