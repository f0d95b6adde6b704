"""What signs."""

from __future__ import annotations

from dataclasses import dataclass, field

from .curve import ORDER, encode
from .identity import identity_from_public_key
from .k12 import k12
from .multiply_point import multiply_generator
from .seed import subseed_from_seed


@dataclass(frozen=True)
class KeyPair:
    """A Qubic identity with its secret. Neither `repr` nor `str` shows the secret."""

    public_key: bytes
    """32 bytes, an encoded point."""
    identity: str
    """The public key as 60 capital letters."""
    subseed: bytes = field(repr=False)
    """32 bytes, secret: whoever has them can sign. The private key is K12 of them."""

    @classmethod
    def from_seed(cls, seed: str) -> KeyPair:
        """The key pair of a seed of 55 letters.

        Raises:
            QubixError: INVALID_SEED, which never repeats the seed.
        """
        subseed = subseed_from_seed(seed)
        private_key = int.from_bytes(k12(subseed), "little") % ORDER
        public_key = encode(multiply_generator(private_key))
        return cls(public_key=public_key, identity=identity_from_public_key(public_key), subseed=subseed)
