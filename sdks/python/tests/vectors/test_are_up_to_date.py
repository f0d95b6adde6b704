"""The answers that Python is held to, and the structs it knows, are those of the TypeScript code beside it."""

import subprocess
from pathlib import Path

import pytest

SDK = Path(__file__).parents[2]
TSX = SDK.parents[1] / "node_modules" / ".bin" / "tsx"

pytestmark = pytest.mark.skipif(not TSX.exists(), reason="needs the repository with its packages: npm ci")


@pytest.mark.parametrize(
    ("script", "committed"),
    [("write-vectors.ts", "tests/vectors"), ("write-contract.ts", "src/qubix/chain/contract/generated")],
)
def test_what_is_committed_is_what_the_script_writes(script: str, committed: str, tmp_path: Path) -> None:
    subprocess.run([TSX, SDK / "scripts" / script, tmp_path], check=True, timeout=300)
    written = sorted(file.name for file in tmp_path.iterdir() if file.name != "sealed-once.json")
    assert written
    for name in written:
        assert (SDK / committed / name).read_text() == (tmp_path / name).read_text(), f"run scripts/{script}"
