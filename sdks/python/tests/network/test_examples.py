"""Examples and the notebook, as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from .conftest import LocalNetwork

pytestmark = pytest.mark.network
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.py")), ids=lambda file: file.stem)
def test_an_example_runs(network: LocalNetwork, example: Path) -> None:
    environment = {**os.environ, "QUBIX_HOME": str(network.home)}
    done = subprocess.run([sys.executable, str(example)], env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_the_notebook_runs(network: LocalNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUBIX_HOME", str(network.home))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    file = EXAMPLES / "notebooks/qubix.ipynb"
    notebook = nbformat.read(file, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "outputs are not committed"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(file.parent)}}).execute()
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 3
