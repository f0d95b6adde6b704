"""Seeds under a passphrase: XChaCha20-Poly1305 with scrypt's key, in the format of the command line's wallets."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Any, Literal, TypeAlias, cast

from qubix.crypto import KeyPair
from qubix.errors import QubixError
from qubix.sealing.cipher import NONCE_SIZE, decrypt, encrypt
from qubix.spec import shape

_N, _R, _P = 2**17, 8, 1
"""What scrypt costs: 128 MiB and about half a second. Files name their own, within bounds."""

_MAX_MEMORY = 2**31 - 1
"""More can't be said to OpenSSL."""

KeystoreProblem: TypeAlias = Literal["INVALID_KEYSTORE", "WRONG_PASSPHRASE"]

_MESSAGES: dict[KeystoreProblem, str] = {
    "INVALID_KEYSTORE": "The keystore is damaged or of an unknown version. "
    "Restore it from a backup, or import the seed again.",
    "WRONG_PASSPHRASE": "The passphrase is wrong, or the keystore was changed. "
    "Check the passphrase; it can't be recovered.",
}


class KeystoreError(QubixError):
    """A keystore that can't be opened. The message never holds anything secret."""

    def __init__(self, code: KeystoreProblem) -> None:
        super().__init__(code, _MESSAGES[code])


def create_keystore(seed: str, passphrase: str) -> dict[str, object]:
    """Encrypts a seed. The identity stands beside it, in clear and authenticated.

    Raises:
        QubixError: INVALID_SEED.
    """
    identity = KeyPair.from_seed(seed).identity
    salt, nonce = secrets.token_bytes(32), secrets.token_bytes(NONCE_SIZE)
    key = _derive_key(passphrase, salt, _N, _R, _P)
    ciphertext = encrypt(key, nonce, seed.encode(), bound=_bound(identity))
    return {
        "version": 1,
        "identity": identity,
        "kdf": {"name": "scrypt", "n": _N, "r": _R, "p": _P, "salt": salt.hex()},
        "cipher": {"name": "xchacha20-poly1305", "nonce": nonce.hex(), "ciphertext": ciphertext.hex()},
    }


def open_keystore(keystore: object, passphrase: str) -> str:
    """The seed in a keystore, as read from outside.

    Raises:
        KeystoreError: It is no keystore, or the passphrase is wrong.
    """
    try:
        _check(keystore, "$")
    except QubixError:
        raise KeystoreError("INVALID_KEYSTORE") from None
    document = cast("dict[str, Any]", keystore)
    identity, kdf, cipher = document["identity"], document["kdf"], document["cipher"]
    try:
        sealed = bytes.fromhex(cipher["ciphertext"])
        key = _derive_key(passphrase, bytes.fromhex(kdf["salt"]), kdf["n"], kdf["r"], kdf["p"])
    except ValueError:
        raise KeystoreError("INVALID_KEYSTORE") from None
    try:
        seed = decrypt(key, bytes.fromhex(cipher["nonce"]), sealed, bound=_bound(identity)).decode()
    except ValueError:
        raise KeystoreError("WRONG_PASSPHRASE") from None
    try:
        if KeyPair.from_seed(seed).identity == identity:
            return seed
    except QubixError:
        pass
    raise KeystoreError("INVALID_KEYSTORE")


def _bound(identity: str) -> bytes:
    return f"qubix-keystore-v1 {identity}".encode()


def _derive_key(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    password = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=min(256 * n * r, _MAX_MEMORY), dklen=32)


_check = shape.document(
    {
        "version": shape.one_of(1),
        "identity": shape.pattern(r"[A-Z]{60}", "60 capital letters"),
        "kdf": shape.document(
            {
                "name": shape.one_of("scrypt"),
                "n": shape.integer(2**14, 2**20),
                "r": shape.integer(1, 16),
                "p": shape.integer(1, 4),
                "salt": shape.pattern(r"[0-9a-f]{64}", "32 bytes as hex"),
            }
        ),
        "cipher": shape.document(
            {
                "name": shape.one_of("xchacha20-poly1305"),
                "nonce": shape.pattern(r"[0-9a-f]{48}", "24 bytes as hex"),
                "ciphertext": shape.pattern(r"[0-9a-f]{1,1024}", "bytes as hex"),
            }
        ),
    }
)
