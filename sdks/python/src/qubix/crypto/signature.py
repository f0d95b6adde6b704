"""SchnorrQ signatures over FourQ, as Qubic has them.

Python can't compute in constant time: how long signing takes depends a little on the secret. Who can measure that many
times, on the same machine, might learn something about a key. Sign on a machine of your own.
"""

from __future__ import annotations

from .check_size import check_size
from .curve import ORDER, add, decode, encode, has_small_order
from .field import ZERO
from .k12 import k12
from .key_pair import KeyPair
from .multiply_point import multiply_generator, multiply_point


def sign(key_pair: KeyPair, digest: bytes) -> bytes:
    """The 64 bytes of the signature over a 32-byte digest. The same input always gives the same signature.

    R = r G with r = K12(second half of K12(subseed, 64) ‖ digest), S = r - K12(R ‖ public key ‖ digest) * private key
    """
    check_size("A digest", digest, 32)
    secret = k12(key_pair.subseed, 64)
    nonce = int.from_bytes(k12(secret[32:] + digest), "little") % ORDER
    point = encode(multiply_generator(nonce))
    challenge = int.from_bytes(k12(point + key_pair.public_key + digest), "little")
    scalar = (nonce - challenge * int.from_bytes(secret[:32], "little")) % ORDER
    return point + scalar.to_bytes(32, "little")


def verify(public_key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether `signature` is the key holder's over `digest`. Whatever is malformed is False, never an exception.

    Refused are wrong sizes, a set bit 127 in key or R, S not below r (its twin S + r would be a second signature and a
    second transaction id), a coordinate of the key not below p, and a key that isn't on the curve or is of small order.
    """
    if len(public_key) != 32 or len(digest) != 32 or len(signature) != 64 or signature[15] & 0x80:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    key = decode(public_key)
    if scalar >= ORDER or key is None or has_small_order(key):
        return False
    challenge = int.from_bytes(k12(signature[:32] + public_key + digest), "little")
    total = add(multiply_generator(scalar), multiply_point(challenge, key))
    return total[2] != ZERO and encode(total) == signature[:32]
