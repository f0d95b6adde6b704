"""Opening pieces of log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qubix.errors import QubixError

from .cipher import NONCE_SIZE, decrypt
from .padding import unpad
from .seal_key import AttemptContext, log_key_of, shared_secret

_HEAD = 9


@dataclass(frozen=True)
class LogChunk:
    """What a run has written at one moment."""

    stream: Literal["stdout", "stderr"]
    time: int
    """Milliseconds since 1970 at the machine that ran it."""
    data: bytes


def open_log_chunk(
    sealed: bytes, *, seq: int, ephemeral: bytes, secret_key: bytes, context: AttemptContext
) -> LogChunk:
    """Opens one piece.

    nonce 24 ‖ XChaCha20-Poly1305(log key) of the padded (stream 1 ‖ time 8 ‖ bytes); its number is authenticated along,
    so that pieces can be neither moved nor swapped

    Args:
        sealed: As the hub keeps it.
        seq: Its number.
        ephemeral: The attempt's X25519 public key.
        secret_key: The requester's.
        context: Which attempt it is.

    Raises:
        QubixError: BAD_LOG_CHUNK, BAD_SEAL_KEY.
    """
    key = log_key_of(shared_secret(secret_key, ephemeral), context)
    try:
        plain = unpad(decrypt(key, sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], bound=seq.to_bytes(8, "little")))
    except (ValueError, QubixError):
        plain = b""
    if len(plain) < _HEAD:
        message = "A piece of log can't be opened: it was changed, moved, or is not yours."
        raise QubixError("BAD_LOG_CHUNK", message)
    return LogChunk("stdout" if plain[0] == 1 else "stderr", int.from_bytes(plain[1:_HEAD], "little"), plain[_HEAD:])
