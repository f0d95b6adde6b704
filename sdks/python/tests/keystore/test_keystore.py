import json
import stat
from pathlib import Path

import pytest

from qubix.crypto import create_seed
from qubix.keystore import KeystoreError, create_keystore, open_keystore, read_keystore_file, write_keystore_file

ONCE = json.loads((Path(__file__).parents[1] / "vectors" / "sealed-once.json").read_text())
SEED = create_seed()


@pytest.fixture(scope="module")
def keystore() -> dict[str, object]:
    return create_keystore(SEED, "Zu\u0308rich 8001")


def test_opens_what_the_command_line_has_written() -> None:
    assert open_keystore(ONCE["keystore"], ONCE["passphrase"]) == ONCE["seed"]


def test_gives_the_seed_for_the_passphrase_in_any_spelling_of_the_same_letters(keystore: dict[str, object]) -> None:
    assert SEED not in json.dumps(keystore)
    assert open_keystore(json.loads(json.dumps(keystore)), "Z\u00fcrich 8001") == SEED


def test_gives_nothing_for_another_passphrase_or_another_identity(keystore: dict[str, object]) -> None:
    other = {**keystore, "identity": ONCE["keystore"]["identity"]}
    for changed, passphrase in ((keystore, "Zurich 8001"), (other, "Zürich 8001")):
        with pytest.raises(KeystoreError) as caught:
            open_keystore(changed, passphrase)
        assert caught.value.code == "WRONG_PASSPHRASE"


@pytest.mark.parametrize(
    "change",
    [
        {"kdf": {**ONCE["keystore"]["kdf"], "n": 2**30}},
        {"kdf": {**ONCE["keystore"]["kdf"], "n": 2**16 + 1}},
        {"kdf": {**ONCE["keystore"]["kdf"], "r": 17}},
        {"kdf": {**ONCE["keystore"]["kdf"], "name": "argon2"}},
        {"cipher": {**ONCE["keystore"]["cipher"], "nonce": "00"}},
        {"cipher": {**ONCE["keystore"]["cipher"], "ciphertext": "abc"}},
        {"version": 2},
        {"version": True},
        {"extra": 1},
    ],
    ids=str,
)
def test_refuses_what_is_no_keystore_and_costs_that_would_eat_the_machine(change: dict[str, object]) -> None:
    with pytest.raises(KeystoreError) as caught:
        open_keystore({**ONCE["keystore"], **change}, ONCE["passphrase"])
    assert caught.value.code == "INVALID_KEYSTORE"


def test_lies_in_a_file_for_its_owner_alone_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "wallet.json"
    write_keystore_file(file, SEED, "passphrase")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_keystore_file(file, "passphrase") == SEED
    with pytest.raises(FileExistsError):
        write_keystore_file(file, SEED, "passphrase")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 50_000, b" " * 70_000, b"null", b'"{}"'], ids=repr)
def test_refuses_files_that_hold_something_else(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "wallet.json"
    file.write_bytes(content)
    with pytest.raises(KeystoreError) as caught:
        read_keystore_file(file, "passphrase")
    assert caught.value.code == "INVALID_KEYSTORE"
