"""Uploads and downloads, and hubs that cut, swap and lie."""

from __future__ import annotations

import hashlib
import json
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qubix.blobs.download import Wanted, download
from qubix.blobs.upload import PART, upload
from qubix.errors import BadAnswerError, DigestMismatchError, InputError
from qubix.errors.problems import BlobNotFoundError
from qubix.progress import Progress

Serve = Callable[[Callable[[Any], None]], Any]
CONTENT = bytes(n * 31 % 251 for n in range(300_000))
DIGEST = f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"


def fetch(hub: Any, file: Path, digest: str = DIGEST, size: int = len(CONTENT)) -> list[Progress]:
    told: list[Progress] = []
    with hub.client() as client:
        client.driver.run(download(client._core.hub, Wanted(digest, size, file), told.append))
    return told


def span(request: Any) -> tuple[int, int]:
    start, end = map(int, re.findall("[0-9]+", request.headers["range"]))
    return start, end + 1


def test_a_download_goes_on_where_it_broke(serve: Serve, tmp_path: Path) -> None:
    def answer(request: Any) -> None:
        start, end = span(request)
        request.begin(206, content_length=str(end - start))
        if len(hub.received) < 3:
            request.handler.wfile.write(CONTENT[start : start + 100_000])
            request.hang_up()
        else:
            request.handler.wfile.write(CONTENT[start:end])

    hub = serve(answer)
    told = fetch(hub, tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT
    assert [span(one)[0] for one in hub.received] == sorted({span(one)[0] for one in hub.received})
    assert len(hub.received) == 3
    assert told[-1] == Progress("blob", len(CONTENT), len(CONTENT))


def test_what_an_earlier_process_has_left_is_gone_on_with(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "blob.part").write_bytes(CONTENT[:200_000])
    hub = serve(lambda request: request.bytes(206, CONTENT[slice(*span(request))]))
    fetch(hub, tmp_path / "blob")
    assert [span(one) for one in hub.received] == [(200_000, 300_000)]
    fetch(hub, tmp_path / "blob")
    assert len(hub.received) == 1, "what is there is not fetched again"


@pytest.mark.parametrize("left", [b"x" * 400_000, b"x" * 300_000, b"x" * 10])
def test_what_is_left_of_something_else_does_no_harm(serve: Serve, tmp_path: Path, left: bytes) -> None:
    (tmp_path / "blob.part").write_bytes(left)

    def answer(request: Any) -> None:
        if request.path.endswith("/pieces"):
            pieces = [CONTENT[at : at + 100_000] for at in range(0, 300_000, 100_000)]
            digests = [hashlib.sha256(piece).hexdigest() for piece in pieces]
            return request.json(200, {"pieceSize": 100_000, "digests": digests})
        return request.bytes(206, CONTENT[slice(*span(request))])

    fetch(serve(answer), tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_only_bad_pieces_are_fetched_again(serve: Serve, tmp_path: Path) -> None:
    bad = bytearray(CONTENT)
    bad[150_000] ^= 1
    asked: list[tuple[int, int]] = []

    def answer(request: Any) -> None:
        if request.path.endswith("/pieces"):
            pieces = [CONTENT[at : at + 100_000] for at in range(0, 300_000, 100_000)]
            digests = [hashlib.sha256(piece).hexdigest() for piece in pieces]
            return request.json(200, {"pieceSize": 100_000, "digests": digests})
        asked.append(span(request))
        return request.bytes(206, (bytes(bad) if len(asked) == 1 else CONTENT)[slice(*span(request))])

    fetch(serve(answer), tmp_path / "blob")
    assert asked == [(0, 300_000), (100_000, 200_000)]
    assert (tmp_path / "blob").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("pieces", "error"),
    [
        (None, DigestMismatchError),
        ({"pieceSize": 100_000, "digests": ["00" * 32] * 3}, DigestMismatchError),
        ({"pieceSize": 1, "digests": []}, BadAnswerError),
        ({"pieceSize": 0, "digests": []}, BadAnswerError),
    ],
)
def test_other_bytes_never_become_the_file(serve: Serve, tmp_path: Path, pieces: Any, error: Any) -> None:
    def answer(request: Any) -> None:
        if not request.path.endswith("/pieces"):
            start, end = span(request)
            return request.bytes(206, b"\0" * (end - start))
        return request.json(200, pieces) if pieces else request.problem(404, "BLOB_NOT_FOUND")

    with pytest.raises(error):
        fetch(serve(answer), tmp_path / "blob")
    assert not (tmp_path / "blob").exists()


def test_more_bytes_than_announced_are_refused(serve: Serve, tmp_path: Path) -> None:
    hub = serve(lambda request: request.bytes(206, CONTENT + b"more"))
    with pytest.raises(DigestMismatchError, match="more bytes"):
        fetch(hub, tmp_path / "blob")
    assert not (tmp_path / "blob").exists()


def test_a_hub_that_ignores_ranges_is_refused(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "blob.part").write_bytes(CONTENT[:5])
    hub = serve(lambda request: request.bytes(200, CONTENT))
    with pytest.raises(BadAnswerError, match="ranges"):
        fetch(hub, tmp_path / "blob")


def test_what_is_not_there_is_told(serve: Serve, tmp_path: Path) -> None:
    with pytest.raises(BlobNotFoundError):
        fetch(serve(lambda request: request.problem(404, "BLOB_NOT_FOUND")), tmp_path / "blob")


class Uploads:
    """A hub that takes uploads in parts, and fails as told."""

    def __init__(self, size: int, here: set[int] | None = None, failures: int = 0) -> None:
        self.parts: dict[int, int] = dict.fromkeys(here or set(), 0)
        self.size, self.failures, self.completed = size, failures, 0

    def __call__(self, request: Any) -> None:
        if request.method == "HEAD":
            return request.problem(404, "BLOB_NOT_FOUND")
        if request.path.endswith("/uploads"):
            parts = -(-self.size // PART)
            more = {"id": "up_1", "partSize": PART, "parts": parts, "received": sorted(self.parts), "expiresAt": 1}
            return request.json(200, {**json.loads(request.body), **more})
        if request.path.endswith("/complete"):
            self.completed += 1
            return request.json(200, {"digest": "sha256:x", "size": self.size})
        number, sha256 = re.findall("/parts/([0-9]+)/([0-9a-f]+)", request.path)[0]
        if self.failures > 0:
            self.failures -= 1
            return request.problem(503, "SHUTTING_DOWN")
        assert hashlib.sha256(request.body).hexdigest() == sha256
        self.parts[int(number)] = len(request.body)
        return request.json(200, {"number": int(number)})


def test_large_files_go_in_parts_in_constant_memory(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as out:
        for at in range(100):
            out.write(bytes([at]) * 1_000_000)
    uploads = Uploads(100_000_000, here={2}, failures=1)
    hub = serve(uploads)
    told: list[Progress] = []
    tracemalloc.start()
    with hub.client() as client:
        digest = client.driver.run(upload(client._core.hub, file, told.append))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert digest == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    assert sorted(uploads.parts) == list(range(1, 13))
    assert uploads.parts[2] == 0, "what is there is not sent again"
    assert uploads.completed == 1
    assert told[-1].done == 100_000_000
    assert peak < 6 * PART, "some parts, here and in the server above, of twelve"


@pytest.mark.parametrize("lie", [{"partSize": 0}, {"parts": 1}, {"partSize": 2**40, "parts": 1}, {"parts": 10**9}])
def test_parts_that_do_not_fit_are_refused(serve: Serve, lie: dict[str, int]) -> None:
    def answer(request: Any) -> None:
        if request.method == "HEAD":
            return request.problem(404, "BLOB_NOT_FOUND")
        fair = {"id": "up_1", "partSize": PART, "parts": 2, "received": [], "expiresAt": 1}
        return request.json(200, {**json.loads(request.body), **fair, **lie})

    with serve(answer).client() as client, pytest.raises(BadAnswerError, match="parts"):
        client.driver.run(upload(client._core.hub, bytes(PART + 1), lambda _: None))


def test_a_file_that_shrinks_is_told(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "shrinking"
    file.write_bytes(bytes(PART * 2))

    def answer(request: Any) -> None:
        file.write_bytes(b"")
        Uploads(PART * 2)(request)

    with serve(answer).client() as client, pytest.raises(InputError, match="shorter"):
        client.driver.run(upload(client._core.hub, file, lambda _: None))
