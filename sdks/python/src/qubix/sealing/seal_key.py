"""The requester's sealing key, and what two keys share."""

from __future__ import annotations

from dataclasses import dataclass, field

from Crypto.Protocol import DH

from qubix.crypto import k12
from qubix.errors import QubixError

_KEY_SIZE = 32


@dataclass(frozen=True)
class SealKeyPair:
    """An X25519 key pair. Its public key, as hex, is the `seal` of a spec."""

    public_key: bytes
    secret_key: bytes = field(repr=False)


def derive_seal_key_pair(subseed: bytes) -> SealKeyPair:
    """The sealing key that follows from a Qubic subseed, so that whoever holds the seed can always open results.

    secret = K12("qubix-seal-v1" ‖ subseed)
    """
    secret_key = k12(b"qubix-seal-v1" + subseed)
    public_key = DH.import_x25519_private_key(secret_key).public_key().export_key(format="raw")
    return SealKeyPair(bytes(public_key), secret_key)


@dataclass(frozen=True)
class AttemptContext:
    """Which attempt a sealed thing belongs to."""

    job_key: bytes
    """32 bytes."""
    attempt: int

    def encode(self) -> bytes:
        """Job key, and the attempt in four bytes."""
        return self.job_key + self.attempt.to_bytes(4, "little")


def shared_secret(secret_key: bytes, public_key: bytes) -> bytes:
    """X25519 of a secret and another's public key. Raises QubixError BAD_SEAL_KEY for keys of small order."""
    try:
        if len(public_key) != _KEY_SIZE:
            raise ValueError
        other = DH.import_x25519_public_key(public_key)
        secret: bytes = DH.key_agreement(
            static_priv=DH.import_x25519_private_key(secret_key), static_pub=other, kdf=lambda raw: raw
        )
    except ValueError:
        raise QubixError("BAD_SEAL_KEY", "The X25519 key is not 32 bytes or has a small order.") from None
    return secret


def mask_of(shared: bytes, context: AttemptContext) -> bytes:
    """K12("qubix-mask-v1" ‖ shared ‖ job key ‖ attempt): hides the content key on the chain."""
    return k12(b"qubix-mask-v1" + shared + context.encode())


def log_key_of(shared: bytes, context: AttemptContext) -> bytes:
    """K12("qubix-log-v1" ‖ shared ‖ job key ‖ attempt): the key of an attempt's pieces of log."""
    return k12(b"qubix-log-v1" + shared + context.encode())
