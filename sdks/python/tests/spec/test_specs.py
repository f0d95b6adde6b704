import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.errors import QubixError
from qubix.spec import (
    Limits,
    PinnedModel,
    SpecOptions,
    blob_digest,
    build_onnx_spec,
    build_wasm_spec,
    manifest_digest,
    parse_spec,
    read_spec,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "specs.json").read_text())
SEAL = "0f" * 32
PROGRAM = bytes.fromhex("0061736d0100000001040160000003020100070a01065f737461727400000a040102000b")
"""Does nothing."""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["source"][:40])
def test_are_read_and_refused_like_in_typescript(vector: dict[str, str]) -> None:
    if "digest" in vector:
        assert parse_spec(vector["source"]).digest == vector["digest"]
        return
    with pytest.raises(QubixError) as caught:
        parse_spec(vector["source"])
    assert caught.value.code == vector["code"]


def test_of_a_program_name_its_blobs_and_what_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "input.bin"
    file.write_bytes(b"x" * 3_000_000)
    options = SpecOptions(
        seal=SEAL,
        limits=Limits(fuel=5, memory_mib=1, wall_seconds=2, output_bytes=3),
        arguments=["a"],
        environment={"HOME": "/"},
        inputs={"in/a.bin": file, "b": b"bytes"},
        name="job",
        private=True,
        min_memory_mib=512,
        metadata={"k": "v"},
    )
    built = build_wasm_spec(PROGRAM, options)
    assert built.spec == {
        "version": 1,
        "kind": "wasm",
        "program": {"digest": blob_digest(PROGRAM), "size": len(PROGRAM)},
        "name": "job",
        "arguments": ["a"],
        "environment": {"HOME": "/"},
        "inputs": [
            {"path": "in/a.bin", "digest": blob_digest(b"x" * 3_000_000), "size": 3_000_000},
            {"path": "b", "digest": blob_digest(b"bytes"), "size": 5},
        ],
        "limits": {"fuel": "5", "memoryMiB": 1, "wallSeconds": 2, "outputBytes": 3},
        "requirements": {"minMemoryMiB": 512},
        "seal": SEAL,
        "visibility": "private",
        "metadata": {"k": "v"},
    }
    assert set(built.blobs) == {blob_digest(source) for source in (PROGRAM, file, b"bytes")}
    assert parse_spec(built.canonical).digest == built.digest


def test_of_a_model_leave_out_what_nobody_asked_for() -> None:
    digest = f"sha256:{'ab' * 32}"
    model = PinnedModel(manifest=digest, namespace="qubix", name="digits", runtime=digest)
    built = build_onnx_spec(model, SpecOptions(seal=SEAL, inputs={"image.npy": b"1"}))
    assert set(built.spec) == {
        *("version", "kind", "model", "runtime", "arguments", "environment", "inputs", "limits", "seal")
    }
    assert set(built.blobs) == {blob_digest(b"1")}


def test_with_a_path_that_climbs_are_refused_before_anything_is_paid() -> None:
    with pytest.raises(QubixError, match="relative path"):
        build_wasm_spec(PROGRAM, SpecOptions(seal=SEAL, inputs={"../a": b""}))


def test_are_copied_so_that_what_was_hashed_stays() -> None:
    source = json.loads(VECTORS[0]["source"])
    parsed = read_spec(source)
    source["arguments"].append("--evil")
    assert read_spec(parsed.spec).digest == parsed.digest


def test_that_are_too_large_are_refused() -> None:
    spec = {**json.loads(VECTORS[0]["source"]), "arguments": ["x" * 30_000] * 10}
    for read in (lambda: read_spec(spec), lambda: parse_spec(json.dumps(spec))):
        with pytest.raises(QubixError) as caught:
            read()
        assert caught.value.code == "JSON_TOO_LARGE"


@given(st.text() | st.binary() | st.from_type(dict[str, int]).map(json.dumps))
def test_that_are_garbage_raise_nothing_else(source: str | bytes) -> None:
    with pytest.raises(QubixError):
        parse_spec(source)


def test_manifests_have_one_digest_whatever_the_order_of_members() -> None:
    assert manifest_digest({"a": 1, "b": [2]}) == manifest_digest({"b": [2], "a": 1}) == blob_digest(b'{"a":1,"b":[2]}')
