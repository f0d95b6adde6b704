import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.errors import QubixError
from qubix.spec import SpecOptions, build_wasm_spec
from qubix.spec.wasm.check_module import check_module

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "modules.json").read_text())
EXAMPLE = Path(__file__).parents[4] / "examples" / "dist" / "endurance.wasm"
WASI = bytes.fromhex(next(vector["module"] for vector in VECTORS if vector["name"] == "WASI with memory"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_are_taken_and_refused_for_the_same_reason_as_by_typescript(vector: dict[str, str | None]) -> None:
    module, reason = bytes.fromhex(str(vector["module"])), vector["reason"]
    if reason is None:
        check_module(module, 16)
        return
    with pytest.raises(QubixError) as caught:
        check_module(module, 16)
    assert caught.value.code == "INVALID_MODULE"
    assert caught.value.details["reason"] == reason.replace("memoryMiB", "memory_mib")


@pytest.mark.skipif(not EXAMPLE.exists(), reason="needs the repository's examples: npm ci")
def test_that_the_repository_builds_are_taken() -> None:
    assert build_wasm_spec(EXAMPLE, SpecOptions(seal="0f" * 32)).spec["kind"] == "wasm"


@given(st.integers(0, len(WASI) - 1), st.integers(0, 255))
def test_that_are_damaged_raise_nothing_else(at: int, byte: int) -> None:
    for damaged in (WASI[:at], WASI[:at] + bytes([byte]) + WASI[at + 1 :]):
        with contextlib.suppress(QubixError):
            check_module(damaged, 16)


@pytest.mark.parametrize("source", [b"", b"(module)", b"#!/bin/sh\n"])
def test_that_are_none_are_refused_before_anything_is_paid(source: bytes, tmp_path: Path) -> None:
    file = tmp_path / "program.wasm"
    file.write_bytes(source)
    for program in (source, file):
        with pytest.raises(QubixError, match="not a WebAssembly module"):
            build_wasm_spec(program, SpecOptions(seal="0f" * 32))
