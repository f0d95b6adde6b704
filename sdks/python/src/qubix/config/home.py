"""Where profiles, wallets and sessions lie: the same files as the command line's."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ..auth.signed import origin_of
from ..errors import ConfigError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


def home_folder() -> Path:
    """$QUBIX_HOME, or ~/.qubix."""
    return Path(os.environ.get("QUBIX_HOME") or Path.home() / ".qubix")


def named_file(folder: str, name: str, ending: str = ".json") -> Path:
    """A file below the home folder. The name may come from outside, so it can't lead anywhere else."""
    if not _NAME.fullmatch(name):
        raise ConfigError("INVALID_NAME", f'"{name[:64]}" is not a name. Use lowercase letters, digits, . _ and -.')
    return home_folder() / folder / f"{name}{ending}"


def session_file(hub: str, network: str, identity: str) -> Path:
    """Where the tokens of a session lie: a file for each hub, network and identity."""
    name = re.sub("[^A-Za-z0-9._-]", "_", f"{origin_of(hub)}_{network}_{identity}")
    return home_folder() / "sessions" / f"{name}.json"
