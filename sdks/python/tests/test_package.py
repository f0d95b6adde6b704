"""The package as it would be published: a wheel and an sdist that can be installed and say what they are."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import qubix

PROJECT = Path(qubix.__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(out), str(PROJECT)], check=True, capture_output=True)
    return out


def test_the_wheel_has_the_package_with_its_types_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "qubix/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"qubix", f"qubix-{qubix.__version__}.dist-info"}


def test_the_sdist_has_no_tests_and_no_secrets(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {name.split("/")[0] for name in names} <= {
        *("src", "README.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore")
    }


def test_both_can_be_installed_without_extras(built: Path, tmp_path: Path) -> None:
    for artifact in (*built.glob("*.whl"), *built.glob("*.tar.gz")):
        home = tmp_path / artifact.suffix.removeprefix(".")
        venv.create(home, with_pip=True)
        python = home / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", artifact], check=True, capture_output=True)
        program = "import qubix; print(qubix.__version__, qubix.Qubix(hub='http://127.0.0.1:1', seed='a' * 55))"
        done = subprocess.run([python, "-c", program], check=True, capture_output=True, text=True, cwd=tmp_path)
        assert done.stdout.startswith(qubix.__version__)
        assert "a" * 55 not in done.stdout
        missing = "import qubix.sklearn as s; s.to_onnx(None, [[1]])"
        told = subprocess.run([python, "-c", missing], capture_output=True, text=True, cwd=tmp_path)
        assert 'pip install "qubix[sklearn]"' in told.stderr
