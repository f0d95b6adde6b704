"""KangarooTwelve (KT128, RFC 9861) with an empty customization string: the only hash of the Qubic network."""

from __future__ import annotations

from Crypto.Hash import KangarooTwelve

MAX_DIGEST_SIZE = 65_536


def k12(data: bytes | bytearray | memoryview, length: int = 32) -> bytes:
    """The digest of `data`. A longer one starts with the shorter one.

    Raises:
        ValueError: `length` is not 1 to 65,536.
    """
    if not 1 <= length <= MAX_DIGEST_SIZE:
        raise ValueError(f"A digest has 1 to {MAX_DIGEST_SIZE} bytes, not {length}.")
    return KangarooTwelve.new(data).read(length)
