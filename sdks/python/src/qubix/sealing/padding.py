"""Padding, so that a ciphertext's size tells little about its content."""

from __future__ import annotations

from qubix.errors import QubixError

_LENGTH_SIZE = 8


def unpad(padded: bytes) -> bytes:
    """The bytes in: length in 8 bytes ‖ bytes ‖ zeros. Raises QubixError BAD_PADDING."""
    end = _LENGTH_SIZE + int.from_bytes(padded[:_LENGTH_SIZE], "little")
    if len(padded) < _LENGTH_SIZE or end > len(padded) or padded[end:].strip(b"\0"):
        raise QubixError("BAD_PADDING", "The opened content is malformed: its length or padding is wrong.")
    return padded[_LENGTH_SIZE:end]
