"""XChaCha20-Poly1305."""

from __future__ import annotations

from Crypto.Cipher import ChaCha20_Poly1305

NONCE_SIZE = 24
TAG_SIZE = 16


def encrypt(key: bytes, nonce: bytes, plain: bytes, *, bound: bytes) -> bytes:
    """Ciphertext and tag. `bound` is authenticated along."""
    cipher = ChaCha20_Poly1305.new(key=key, nonce=nonce)
    cipher.update(bound)
    ciphertext, tag = cipher.encrypt_and_digest(plain)
    return ciphertext + tag


def decrypt(key: bytes, nonce: bytes, sealed: bytes, *, bound: bytes) -> bytes:
    """Raises ValueError when anything was changed, or the key is another."""
    if len(nonce) != NONCE_SIZE or len(sealed) < TAG_SIZE:
        raise ValueError("too short")
    cipher = ChaCha20_Poly1305.new(key=key, nonce=nonce)
    cipher.update(bound)
    return cipher.decrypt_and_verify(sealed[:-TAG_SIZE], sealed[-TAG_SIZE:])
