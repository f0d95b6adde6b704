"""Which network, hub and wallet are used: a file of the command line's (`qubix config`)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from ..documents.decode import decode
from ..documents.document import Document
from ..documents.network import Network
from ..errors import BadAnswerError, ConfigError
from .home import home_folder, named_file


@dataclass(frozen=True, kw_only=True)
class Profile(Document):
    """What a profile file holds."""

    network: Network
    hub: str | None = None
    wallet: str | None = None
    faucet: str | None = None


def read_profile(name: str | None) -> Profile | None:
    """The named profile, or the one in use ($QUBIX_PROFILE, or what `qubix config use` chose); None where none is
    chosen."""
    wanted = name or _current()
    if wanted is None:
        return None
    file = named_file("profiles", wanted)
    try:
        value: object = json.loads(file.read_bytes())
        return decode(Profile, value, "profile")
    except FileNotFoundError:
        raise ConfigError(
            "NO_PROFILE",
            f'There is no profile "{wanted}". Start a local network with `qubix up`, or add one: `qubix config add`.',
        ) from None
    except (ValueError, BadAnswerError) as error:
        what = str(error) if isinstance(error, BadAnswerError) else "it is not JSON"
        raise ConfigError(
            "INVALID_PROFILE", f"{file} can't be used: {what}. Fix it, or add the profile again."
        ) from None


def _current() -> str | None:
    file = home_folder() / "profiles" / "current"
    return os.environ.get("QUBIX_PROFILE") or (file.read_text().strip() if file.exists() else None) or None
