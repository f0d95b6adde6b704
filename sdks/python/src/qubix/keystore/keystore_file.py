"""Keystores as files."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .keystore import KeystoreError, create_keystore, open_keystore

_MAX_BYTES = 64 * 1024


def write_keystore_file(file: str | Path, seed: str, passphrase: str) -> None:
    """Encrypts a seed into a new file that only its owner can read. Never writes over a file.

    Raises:
        FileExistsError: There is one already.
        QubixError: INVALID_SEED.
    """
    text = json.dumps(create_keystore(seed, passphrase), indent=2) + "\n"
    with open(file, "x", encoding="utf-8", opener=_for_owner_alone) as opened:
        opened.write(text)


def read_keystore_file(file: str | Path, passphrase: str) -> str:
    """The seed in a keystore file.

    Raises:
        KeystoreError: It is no keystore, or the passphrase is wrong.
        OSError: It can't be read.
    """
    with Path(file).open("rb") as opened:
        data = opened.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise KeystoreError("INVALID_KEYSTORE")
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        raise KeystoreError("INVALID_KEYSTORE") from None
    return open_keystore(value, passphrase)


def _for_owner_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
