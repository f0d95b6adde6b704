"""A real hub, and the public client of another one that is pointed at it."""

import itertools
import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start_hub():
    process = subprocess.Popen(
        ["node", "--import", "tsx", "tests/huggingface/serve.ts"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"the hub did not start (exit code {process.wait()})")
    return process, json.loads(line)


# The client reads its environment when it is imported, so the hub has to be there before that.
_process, HUB = start_hub()
os.environ["HF_ENDPOINT"] = HUB["url"]
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_TOKEN"] = ""


def pytest_unconfigure(config):
    _process.stdin.close()
    _process.wait(timeout=30)


@pytest.fixture(scope="session")
def hub():
    return HUB


@pytest.fixture
def api(hub):
    """As Ada, who owns the models of the tests."""
    from huggingface_hub import HfApi

    return HfApi(token=hub["ada"]["token"])


@pytest.fixture
def bob(hub):
    from huggingface_hub import HfApi

    return HfApi(token=hub["bob"]["token"])


@pytest.fixture
def nobody():
    from huggingface_hub import HfApi

    return HfApi(token=False)


_numbers = itertools.count(1)


@pytest.fixture
def repo(api):
    """A fresh model of Ada's."""
    return api.create_repo(f"acme/model-{next(_numbers)}").repo_id
