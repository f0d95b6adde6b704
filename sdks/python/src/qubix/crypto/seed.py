"""Seeds: 55 letters from which everything else follows."""

from __future__ import annotations

import re
import secrets

from qubix.errors import QubixError

from .k12 import k12

_SEED = re.compile(r"[a-z]{55}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def create_seed() -> str:
    """A new secret seed from the system's random source, each letter equally likely."""
    return "".join(secrets.choice(_LETTERS) for _ in range(55))


def subseed_from_seed(seed: str) -> bytes:
    """K12 of the seed's letters as bytes 0 to 25. Secret: it signs.

    Raises:
        QubixError: INVALID_SEED, which never repeats the seed.
    """
    if not _SEED.fullmatch(seed):
        details = {"length": len(seed)}
        raise QubixError(
            "INVALID_SEED", "A seed is 55 letters a to z; check that it was copied whole.", details=details
        )
    return k12(bytes(ord(letter) - ord("a") for letter in seed))
