"""Opening a sealed artifact."""

from __future__ import annotations

from qubix.errors import QubixError

from .cipher import NONCE_SIZE, decrypt
from .padding import unpad
from .result_bundle import ResultBundle, unpack_result
from .seal_key import AttemptContext, mask_of, shared_secret

_MAGIC = b"QBXS1"
_HEADER_SIZE = len(_MAGIC) + 32
_KEY_SIZE = 32


def open_artifact(sealed: bytes, *, masked_key: bytes, secret_key: bytes, context: AttemptContext) -> ResultBundle:
    """Opens an artifact, and checks each output against the result inside. Compare that one's digest with the chain's.

    "QBXS1" ‖ ephemeral public key 32 ‖ nonce 24 ‖ XChaCha20-Poly1305(content key) of the padded bundle; what is
    authenticated along is "QBXS1" ‖ ephemeral ‖ job key ‖ attempt

    Args:
        sealed: As the hub keeps it.
        masked_key: From the reveal on the chain.
        secret_key: The requester's X25519 secret key.
        context: Which attempt it is.

    Raises:
        QubixError: BAD_ARTIFACT (another's, another attempt's, or changed), BAD_SEAL_KEY, BAD_PADDING, BAD_BUNDLE.
    """
    if not sealed.startswith(_MAGIC) or len(sealed) < _HEADER_SIZE + NONCE_SIZE or len(masked_key) != _KEY_SIZE:
        raise QubixError("BAD_ARTIFACT", "This is not a sealed artifact of version 1.")
    header, rest = sealed[:_HEADER_SIZE], sealed[_HEADER_SIZE:]
    mask = mask_of(shared_secret(secret_key, header[len(_MAGIC) :]), context)
    content_key = bytes(one ^ other for one, other in zip(masked_key, mask, strict=True))
    try:
        plain = decrypt(content_key, rest[:NONCE_SIZE], rest[NONCE_SIZE:], bound=header + context.encode())
    except ValueError:
        message = "The artifact can't be opened: it was changed, or the key is another job's, attempt's or requester's."
        raise QubixError("BAD_ARTIFACT", message) from None
    return unpack_result(unpad(plain))
