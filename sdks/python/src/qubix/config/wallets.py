"""Wallets of the command line: encrypted keystores, opened only when something has to be signed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, cast

from ..auth.wallet import Wallet
from ..crypto import public_key_from_identity
from ..errors import ConfigError, QubixError
from ..keystore import open_keystore
from .home import named_file


def wallet_named(name: str, passphrase: str | None = None) -> Wallet:
    """A wallet by its name. The passphrase comes from the argument, $QUBIX_PASSPHRASE, or the file that lies beside
    wallets of local networks; without one the wallet only tells its identity."""
    file = named_file("wallets", name)
    keystore = _read(file, name)
    known = passphrase if passphrase is not None else _known_passphrase(name)
    return Wallet(keystore["identity"], None if known is None else lambda: open_keystore(keystore, known), name)


def _known_passphrase(name: str) -> str | None:
    beside = named_file("wallets", name, ".passphrase")
    if (given := os.environ.get("QUBIX_PASSPHRASE")) is not None:
        return given
    return beside.read_text().rstrip("\r\n") if beside.exists() else None


def _read(file: Path, name: str) -> dict[str, Any]:
    try:
        value: object = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise ConfigError(
            "NO_WALLET", f'There is no wallet "{name}". Make one: `qubix wallet create {name}`.'
        ) from None
    except ValueError:
        value = None
    try:
        keystore = cast("dict[str, Any]", value)
        public_key_from_identity(keystore["identity"])
    except (TypeError, KeyError, QubixError):
        raise ConfigError("INVALID_WALLET", f"{file} is damaged. Restore it from a backup.") from None
    return keystore
